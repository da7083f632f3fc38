namespace PromRuleLint.Operations.Http;

/// <summary>Where a server is and how to get in. Secrets are held as they were read and never printed.</summary>
/// <param name="Url">The address, with the path below which the API is.</param>
internal sealed record ServerSettings(Uri Url)
{
    /// <summary>How long one request may take.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Headers of every request, such as Authorization.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];

    /// <summary>A PEM file with the certificates that alone may vouch for the server; null for those of the system.</summary>
    public string? CertificateAuthorityFile { get; init; }

    /// <summary>A PEM file with the client certificate; null for none.</summary>
    public string? ClientCertificateFile { get; init; }

    /// <summary>A PEM file with the key of the client certificate; null where it is in the same file.</summary>
    public string? ClientKeyFile { get; init; }

    /// <summary>The address as it may be shown: without user and password.</summary>
    public string DisplayUrl => Url.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped).TrimEnd('/');

    // A record would print the secrets.
    /// <inheritdoc/>
    public override string ToString() => DisplayUrl;
}
