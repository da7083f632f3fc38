using System.Net;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace PromRuleLint.Tool.Tests.Operations.Servers;

/// <summary>An authority made for one test, with what it vouches for: a server on the loopback and a client. Another authority vouches for nobody.</summary>
internal sealed class TestCertificates : IDisposable
{
    private readonly X509Certificate2 _authority;
    private readonly X509Certificate2 _server;

    /// <summary>Makes the certificates and writes them as PEM files: ca.pem, other-ca.pem, server.pem, server.key, client.pem, client.key.</summary>
    public TestCertificates(Scratch scratch)
    {
        _authority = MakeAuthority("CN=authority of a test");
        using X509Certificate2 other = MakeAuthority("CN=another authority");
        using X509Certificate2 server = Issue("CN=server", isServer: true);
        using X509Certificate2 client = Issue("CN=client", isServer: false);
        scratch.With("ca.pem", _authority.ExportCertificatePem()).With("other-ca.pem", other.ExportCertificatePem())
            .With("server.pem", server.ExportCertificatePem()).With("server.key", Key(server))
            .With("client.pem", client.ExportCertificatePem()).With("client.key", Key(client));

        // A key that was only just made cannot be used by a server on every system.
        _server = X509CertificateLoader.LoadPkcs12(server.Export(X509ContentType.Pkcs12), null);
    }

    /// <summary>How a server speaks TLS with these.</summary>
    /// <param name="asksForClient">Whether only a client that the authority vouches for gets in.</param>
    public SslServerAuthenticationOptions ServerOptions(bool asksForClient) => new()
    {
        ServerCertificate = _server,
        ClientCertificateRequired = asksForClient,
        RemoteCertificateValidationCallback = (_, certificate, _, _) => !asksForClient || (certificate is not null && certificate.Issuer == _authority.Subject),
    };

    /// <summary>A client that trusts the authority.</summary>
    public HttpClient MakeClient()
    {
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        policy.CustomTrustStore.Add(_authority);
        return new HttpClient(new SocketsHttpHandler { SslOptions = new SslClientAuthenticationOptions { CertificateChainPolicy = policy } });
    }

    public void Dispose()
    {
        _authority.Dispose();
        _server.Dispose();
    }

    private static X509Certificate2 MakeAuthority(string name)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest(name, key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: false, 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, critical: true));
        return request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(2));
    }

    private X509Certificate2 Issue(string name, bool isServer)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest(name, key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: false, hasPathLengthConstraint: false, 0, critical: true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(isServer ? "1.3.6.1.5.5.7.3.1" : "1.3.6.1.5.5.7.3.2")], critical: false));
        if (isServer)
        {
            var names = new SubjectAlternativeNameBuilder();
            names.AddIpAddress(IPAddress.Loopback);
            names.AddDnsName("localhost");
            request.CertificateExtensions.Add(names.Build());
        }

        using X509Certificate2 certificate = request.Create(_authority, DateTimeOffset.UtcNow.AddHours(-1), DateTimeOffset.UtcNow.AddDays(1), RandomNumberGenerator.GetBytes(12));
        return certificate.CopyWithPrivateKey(key);
    }

    private static string Key(X509Certificate2 certificate)
    {
        using ECDsa key = certificate.GetECDsaPrivateKey()!;
        return key.ExportPkcs8PrivateKeyPem();
    }
}
