using System.Buffers;
using System.CommandLine;
using System.Text;
using PromRuleLint.Hosting;
using PromRuleLint.Operations.Http;

namespace PromRuleLint.Tool.Commands;

/// <summary>Where a server is and how to get in: the options of every command that talks to one. Secrets come from files or variables, never from arguments, which others can see.</summary>
internal sealed class ServerOptions
{
    // Far more than a password, token or set of headers takes.
    private const long MaxSecretLength = 1024 * 1024;

    private static readonly SearchValues<char> HeaderNameCharacters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_");

    private readonly string? _urlVariable;
    private readonly Option<string> _url;
    private readonly Option<TimeSpan?> _timeout = CommonOptions.Duration("--timeout", "How long one request may take.", "30s");
    private readonly Option<string> _username = new("--username") { Description = "The user name for basic authentication.", HelpName = "NAME" };
    private readonly Option<string> _passwordFile = new("--password-file") { Description = "A file with the password.", HelpName = "FILE" };
    private readonly Option<string> _passwordVariable = new("--password-env") { Description = "An environment variable with the password.", HelpName = "VARIABLE" };
    private readonly Option<string> _tokenFile = new("--bearer-token-file") { Description = "A file with a bearer token.", HelpName = "FILE" };
    private readonly Option<string> _tokenVariable = new("--bearer-token-env") { Description = "An environment variable with a bearer token.", HelpName = "VARIABLE" };
    private readonly Option<string> _headerFile = new("--header-file") { Description = "A file with headers for every request, 'Name: value' a line.", HelpName = "FILE" };
    private readonly Option<string> _headerVariable = new("--header-env") { Description = "An environment variable with the headers.", HelpName = "VARIABLE" };
    private readonly Option<string> _authorityFile = new("--ca-file") { Description = "A PEM file with the CA certificates to trust; no others are trusted.", HelpName = "FILE" };
    private readonly Option<string> _certificateFile = new("--cert-file") { Description = "A PEM file with the client certificate.", HelpName = "FILE" };
    private readonly Option<string> _keyFile = new("--key-file") { Description = "A PEM file with the key of the client certificate.", HelpName = "FILE" };

    /// <summary>Makes the options for one command.</summary>
    /// <param name="url">The option that names the server.</param>
    /// <param name="description">Which server it is.</param>
    /// <param name="urlVariable">The environment variable that stands in for the option; null for none.</param>
    public ServerOptions(string url, string description, string? urlVariable)
    {
        _urlVariable = urlVariable;
        _url = new Option<string>(url) { Description = description, HelpName = "URL" };
    }

    /// <summary>Gives a command the options.</summary>
    public void AddTo(Command command)
    {
        foreach (Option option in (Option[])[_url, _timeout, _username, _passwordFile, _passwordVariable, _tokenFile, _tokenVariable, _headerFile, _headerVariable, _authorityFile, _certificateFile, _keyFile])
        {
            command.Options.Add(option);
        }
    }

    /// <summary>What the options and variables say.</summary>
    /// <exception cref="ToolUsageException">They name no server, or something is wrong with them.</exception>
    public ServerSettings Required(ToolConsole console, ParseResult result) =>
        Read(console, result) ?? throw new ToolUsageException($"no server is named; give {_url.Name} URL{(_urlVariable is null ? "" : $" or set {_urlVariable}")}");

    /// <summary>What the options and variables say; null where they name no server.</summary>
    /// <exception cref="ToolUsageException">Something is wrong with them.</exception>
    public ServerSettings? Read(ToolConsole console, ParseResult result)
    {
        string? text = result.GetValue(_url) ?? (_urlVariable is null ? null : console.Variable(_urlVariable));
        if (text is null)
        {
            return null;
        }

        if (!Uri.TryCreate(text, UriKind.Absolute, out Uri? url) || url.Scheme is not ("http" or "https") || url.Query.Length > 0 || url.Fragment.Length > 0)
        {
            // The text may hold a password.
            throw new ToolUsageException($"{_url.Name} is no address such as http://localhost:9090");
        }

        return new ServerSettings(url)
        {
            Timeout = result.GetValue(_timeout)!.Value,
            Headers = Headers(console, result, url),
            CertificateAuthorityFile = Full(console, result.GetValue(_authorityFile)),
            ClientCertificateFile = Full(console, result.GetValue(_certificateFile)),
            ClientKeyFile = Full(console, result.GetValue(_keyFile)),
        };
    }

    private List<KeyValuePair<string, string>> Headers(ToolConsole console, ParseResult result, Uri url)
    {
        var headers = new List<KeyValuePair<string, string>>();
        if (result.GetValue(_username) is { } user)
        {
            string password = Secret(console, result, _passwordFile, _passwordVariable) ?? throw new ToolUsageException("--username needs --password-file or --password-env");
            headers.Add(Basic($"{user}:{password}"));
        }
        else if (url.UserInfo.Length > 0)
        {
            headers.Add(Basic(Uri.UnescapeDataString(url.UserInfo)));
        }

        if (Secret(console, result, _tokenFile, _tokenVariable) is { } token)
        {
            headers.Add(new("Authorization", $"Bearer {token}"));
        }

        foreach (string line in (Secret(console, result, _headerFile, _headerVariable) ?? "").Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            int colon = line.IndexOf(':', StringComparison.Ordinal);
            if (colon < 1 || line.AsSpan(0, colon).ContainsAnyExcept(HeaderNameCharacters))
            {
                throw new ToolUsageException("--header-file and --header-env hold a line that is no 'Name: value'");
            }

            headers.Add(new(line[..colon], line[(colon + 1)..].Trim()));
        }

        if (headers.Count(static header => header.Key.Equals("Authorization", StringComparison.OrdinalIgnoreCase)) > 1)
        {
            throw new ToolUsageException("there are several ways to get in; give one of user, token and header");
        }

        if (headers.Exists(static header => header.Value.Any(char.IsControl)))
        {
            throw new ToolUsageException("a user, password, token or header holds a control character or line break");
        }

        return headers;
    }

    private static KeyValuePair<string, string> Basic(string pair) => new("Authorization", $"Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes(pair))}");

    private static string? Secret(ToolConsole console, ParseResult result, Option<string> file, Option<string> variable)
    {
        if (result.GetValue(file) is { } path)
        {
            return RegularFile.ReadAllText(Path.GetFullPath(path, console.Folder), MaxSecretLength, isNamed: true).TrimEnd('\r', '\n');
        }

        return result.GetValue(variable) is { } name ? console.Variable(name)?.TrimEnd('\r', '\n') ?? throw new ToolUsageException($"{variable.Name}: the variable '{name}' is not set") : null;
    }

    private static string? Full(ToolConsole console, string? path) => path is null ? null : Path.GetFullPath(path, console.Folder);
}
