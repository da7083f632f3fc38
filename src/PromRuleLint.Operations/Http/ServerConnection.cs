using System.Collections.Immutable;
using System.Net;
using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using PromRuleLint.Hosting;
using PromRuleLint.Reporting;

namespace PromRuleLint.Operations.Http;

/// <summary>Requests to one server. Every way in which an answer fails to come is a <see cref="ServerException"/>.</summary>
internal sealed class ServerConnection : IDisposable
{
    /// <summary>Longer answers are refused: the largest that is asked for is a few thousand rules.</summary>
    private const int MaxAnswer = 256 * 1024 * 1024;

    /// <summary>The certificates of all authorities that browsers know take a quarter of a megabyte.</summary>
    private const long MaxPem = 4 * 1024 * 1024;

    private const int ShortestSecret = 4;

    private const int MaxExcerpt = 400;

    private readonly HttpClient _client;
    private readonly ServerSettings _settings;
    private readonly ImmutableArray<string> _secrets;

    /// <summary>Makes a connection; nothing is sent yet.</summary>
    /// <exception cref="IOException">A certificate cannot be read.</exception>
    public ServerConnection(ServerSettings settings)
    {
        _settings = settings;
        _secrets = SecretsOf(settings);
        var handler = new SocketsHttpHandler
        {
            // The credentials would go wherever the server points to.
            AllowAutoRedirect = false,
            UseCookies = false,
            AutomaticDecompression = DecompressionMethods.GZip,
            ConnectTimeout = settings.Timeout,
            SslOptions = MakeTlsOptions(settings),
        };
        _client = new HttpClient(handler) { Timeout = settings.Timeout, MaxResponseContentBufferSize = MaxAnswer };
    }

    /// <summary>The server, as it may be shown.</summary>
    public string DisplayUrl => _settings.DisplayUrl;

    /// <summary>Sends a request and reads the answer whole.</summary>
    /// <param name="method">The method.</param>
    /// <param name="path">The path and query below the server's address, such as <c>/api/v1/rules</c>.</param>
    /// <param name="content">The body; null for none.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <returns>Status and body, whatever the status is.</returns>
    /// <exception cref="ServerException">There was no answer.</exception>
    public async Task<ServerAnswer> SendAsync(HttpMethod method, string path, HttpContent? content, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(method, DisplayUrl + path) { Content = content };
        request.Headers.TryAddWithoutValidation("User-Agent", "promrulelint");
        foreach ((string name, string value) in _settings.Headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        try
        {
            using HttpResponseMessage response = await _client.SendAsync(request, cancellation).ConfigureAwait(false);
            byte[] body = await response.Content.ReadAsByteArrayAsync(cancellation).ConfigureAwait(false);
            return new ServerAnswer(response.StatusCode, body, response.Headers.Location);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw Unreachable($"no answer within {_settings.Timeout.TotalSeconds:0.###} s");
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException)
        {
            throw Unreachable(Reason(exception));
        }
    }

    /// <summary>An answer that says no, as an exception.</summary>
    public ServerException Refused(ServerAnswer answer)
    {
        string text = Excerpt(answer);
        string said = text.Length == 0 ? "" : $": {text}";
        string hint = answer.Status switch
        {
            HttpStatusCode.Unauthorized => "; give user and password or a token",
            HttpStatusCode.NotFound => "; is it the address of the API, with the path that stands before it?",
            >= HttpStatusCode.MultipleChoices and < HttpStatusCode.BadRequest => $"; give the address itself: {answer.Location}",
            _ => "",
        };
        return new ServerException(ServerFault.Status, $"{DisplayUrl} answers {(int)answer.Status} {answer.Status}{said}{WithoutSecrets(hint)}", answer.Status, text);
    }

    /// <summary>The beginning of an answer's body for a person, in one line.</summary>
    public string Excerpt(ServerAnswer answer)
    {
        string text = WithoutSecrets(VisibleText.OneLine(Encoding.UTF8.GetString(answer.Body.AsSpan(0, Math.Min(answer.Body.Length, MaxExcerpt * 40)))).Trim());
        return Shorten(text);
    }

    /// <summary>What is shown of a text that a server wrote.</summary>
    public static string Shorten(string text) => text.Length <= MaxExcerpt ? text : text[..MaxExcerpt] + "…";

    /// <summary>What a server says, without the secrets that it was given: some servers repeat what they refuse.</summary>
    public string WithoutSecrets(string text)
    {
        foreach (string secret in _secrets)
        {
            text = text.Replace(secret, "***", StringComparison.Ordinal);
        }

        return text;
    }

    /// <inheritdoc/>
    public void Dispose() => _client.Dispose();

    /// <summary>The values of headers, in whole and without their scheme, and what a Basic one stands for; the longest first. Very short ones stand in any text.</summary>
    private static ImmutableArray<string> SecretsOf(ServerSettings settings)
    {
        var secrets = new HashSet<string>(StringComparer.Ordinal);
        foreach ((_, string value) in settings.Headers)
        {
            secrets.Add(value);
            string[] parts = value.Split(' ', 2);
            secrets.Add(parts[^1]);
            if (parts is ["Basic", var encoded] && Convert.TryFromBase64String(encoded, new byte[encoded.Length], out _))
            {
                string pair = Encoding.UTF8.GetString(Convert.FromBase64String(encoded));
                secrets.Add(pair);
                secrets.Add(pair[(pair.IndexOf(':', StringComparison.Ordinal) + 1)..]);
            }
        }

        return [.. secrets.Where(static secret => secret.Length >= ShortestSecret).OrderByDescending(static secret => secret.Length)];
    }

    private ServerException Unreachable(string reason) => new(ServerFault.Unreachable, $"{DisplayUrl} cannot be reached: {reason}");

    private static string Reason(Exception exception)
    {
        // The innermost says it best: "Connection refused" under "An error occurred while sending the request".
        Exception inner = exception;
        while (inner.InnerException is not null)
        {
            inner = inner.InnerException;
        }

        string message = inner.Message.ReplaceLineEndings(" ").TrimEnd('.');
        bool asksForClient = message.Contains("alert", StringComparison.Ordinal) && message.Contains("certificate", StringComparison.Ordinal);
        return asksForClient ? $"TLS: {message}; it may ask for a client certificate: --cert-file and --key-file"
            : inner is not AuthenticationException ? message
            : message.Contains("frame", StringComparison.Ordinal) ? "it does not speak TLS; is its address one with http://?"
            : message.Contains("UntrustedRoot", StringComparison.Ordinal) || message.Contains("PartialChain", StringComparison.Ordinal) ? $"TLS: {message}; name the certificates that vouch for it with --ca-file"
            : $"TLS: {message}";
    }

    private static SslClientAuthenticationOptions MakeTlsOptions(ServerSettings settings)
    {
        var options = new SslClientAuthenticationOptions();
        if (settings.CertificateAuthorityFile is { } authority)
        {
            var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
            Load(authority, () => policy.CustomTrustStore.ImportFromPem(ReadPem(authority)));
            if (policy.CustomTrustStore.Count == 0)
            {
                throw new IOException($"'{authority}' holds no certificate");
            }

            options.CertificateChainPolicy = policy;
        }

        if (settings.ClientCertificateFile is { } certificate)
        {
            Load(certificate, () => options.ClientCertificates = [X509Certificate2.CreateFromPem(ReadPem(certificate), ReadPem(settings.ClientKeyFile ?? certificate))]);
        }

        return options;
    }

    private static string ReadPem(string path) => RegularFile.ReadAllText(path, MaxPem, isNamed: true);

    private static void Load(string file, Action load)
    {
        try
        {
            load();
        }
        catch (Exception exception) when (exception is CryptographicException or ArgumentException)
        {
            throw new IOException($"'{file}' cannot be used as a certificate with its key: {exception.Message.TrimEnd('.')}");
        }
    }
}
