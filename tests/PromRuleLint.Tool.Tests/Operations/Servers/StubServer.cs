using System.Net;
using System.Net.Sockets;
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
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly Func<StubRequest, StubAnswer?> _answer;
    private readonly List<StubRequest> _requests = [];

    public StubServer(Func<StubRequest, StubAnswer?> answer)
    {
        _answer = answer;
        _listener.Start();
        _ = AcceptAsync();
    }

    public string Url => $"http://{_listener.LocalEndpoint}";

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
            NetworkStream stream = client.GetStream();
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
        catch (IOException)
        {
            // The other side has gone.
        }
    }

    private static async Task<StubRequest?> ReadAsync(NetworkStream stream)
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
