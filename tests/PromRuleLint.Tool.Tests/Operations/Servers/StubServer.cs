using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Text;

namespace PromRuleLint.Tool.Tests.Operations.Servers;

/// <summary>A request that a <see cref="StubServer"/> got.</summary>
internal sealed record StubRequest(string Method, string Path, string Body, IReadOnlyDictionary<string, string> Headers)
{
    /// <summary>A value of the form in the body; null for none.</summary>
    public string? Form(string name) => Body.Split('&').Select(static pair => pair.Split('=', 2)).Where(pair => pair.Length == 2 && pair[0] == name)
        .Select(static pair => Uri.UnescapeDataString(pair[1].Replace('+', ' '))).FirstOrDefault();
}

/// <summary>What a <see cref="StubServer"/> answers; null instead of it for a connection that breaks.</summary>
internal sealed record StubAnswer(int Status, string Body)
{
    public static StubAnswer Success(string data) => new(200, $$"""{"status":"success","data":{{data}}}""");

    public static StubAnswer Vector(params string[] samples) => Success($$"""{"resultType":"vector","result":[{{string.Join(',', samples)}}]}""");
}

/// <summary>A server that misbehaves as a real one cannot be made to, on a port that the system chooses.</summary>
internal sealed class StubServer : IDisposable
{
    // What a client begins with that takes the server for one with TLS.
    private const byte TlsHandshake = 0x16;

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly Func<StubRequest, StubAnswer?> _answer;
    private readonly List<StubRequest> _requests = [];
    private readonly SslServerAuthenticationOptions? _tls;

    /// <summary>Starts the server.</summary>
    /// <param name="answer">What it answers.</param>
    /// <param name="tls">How it speaks TLS; null for plain HTTP.</param>
    public StubServer(Func<StubRequest, StubAnswer?> answer, SslServerAuthenticationOptions? tls = null)
    {
        _answer = answer;
        _tls = tls;
        _listener.Start();
        _ = AcceptAsync();
    }

    public string Url => $"{(_tls is null ? "http" : "https")}://{_listener.LocalEndpoint}";

    /// <summary>All requests until now.</summary>
    public IReadOnlyList<StubRequest> Requests
    {
        get
        {
            lock (_requests)
            {
                return [.. _requests];
            }
        }
    }

    public void Dispose() => _listener.Dispose();

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                _ = ServeAsync(await _listener.AcceptTcpClientAsync().ConfigureAwait(false));
            }
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        try
        {
            using TcpClient open = client;
            using Stream stream = await OpenAsync(client.GetStream()).ConfigureAwait(false);
            if (await ReadAsync(stream).ConfigureAwait(false) is not { } request)
            {
                return;
            }

            StubAnswer? answer;
            lock (_requests)
            {
                _requests.Add(request);
                answer = _answer(request);
            }

            if (answer is null)
            {
                // Not nothing at all: that the client would take for a connection grown old, and try again by itself.
                await stream.WriteAsync("HTTP/1.1 2"u8.ToArray()).ConfigureAwait(false);
            }
            else
            {
                byte[] body = Encoding.UTF8.GetBytes(answer.Body);
                await stream.WriteAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 {answer.Status} Stub\r\nContent-Length: {body.Length}\r\nLocation: http://elsewhere.example/\r\nConnection: close\r\n\r\n")).ConfigureAwait(false);
                await stream.WriteAsync(body).ConfigureAwait(false);
            }
        }
        catch (Exception exception) when (exception is IOException or AuthenticationException)
        {
            // The other side has gone, or does not trust this one.
        }
    }

    private async Task<Stream> OpenAsync(NetworkStream stream)
    {
        if (_tls is null)
        {
            return stream;
        }

        var secure = new SslStream(stream);
        await secure.AuthenticateAsServerAsync(_tls).ConfigureAwait(false);
        return secure;
    }

    private static async Task<StubRequest?> ReadAsync(Stream stream)
    {
        var bytes = new List<byte>();
        byte[] buffer = new byte[8192];
        int end = -1;
        int length = 0;
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        string[] first = [];
        while (end < 0 || bytes.Count < end + length)
        {
            int read = await stream.ReadAsync(buffer).ConfigureAwait(false);
            if (read == 0)
            {
                return null;
            }

            bytes.AddRange(buffer.AsSpan(0, read));
            if (bytes[0] == TlsHandshake)
            {
                await stream.WriteAsync("HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n"u8.ToArray()).ConfigureAwait(false);
                return null;
            }

            string text = Encoding.Latin1.GetString([.. bytes]);
            if (end < 0 && text.IndexOf("\r\n\r\n", StringComparison.Ordinal) is >= 0 and int at)
            {
                end = at + 4;
                string[] lines = text[..at].Split("\r\n");
                first = lines[0].Split(' ');
                foreach (string[] header in lines.Skip(1).Select(static line => line.Split(": ", 2)))
                {
                    headers[header[0]] = header[1];
                }

                length = headers.TryGetValue("Content-Length", out string? value) ? int.Parse(value, System.Globalization.CultureInfo.InvariantCulture) : 0;
            }
        }

        return new StubRequest(first[0], first[1], Encoding.UTF8.GetString([.. bytes.Skip(end)]), headers);
    }
}
