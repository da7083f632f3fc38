using System.Diagnostics;
using System.Text;

namespace PromRuleLint.Tool.Tests.Operations.Servers;

/// <summary>A real server of one test on a port of the loopback that the system chooses; gone after it. Where the program is not installed the test is skipped and says so.</summary>
internal sealed partial class Sandbox : IDisposable
{
    /// <summary>Longer than anything here takes; a test that needs it fails, none is decided by it.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly Process _process;
    private HttpClient? _secureClient;
    private readonly StringBuilder _log = new();
    private readonly TaskCompletionSource<string> _address = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private Sandbox(string program, string[] args)
    {
        _process = new Process
        {
            StartInfo = new ProcessStartInfo(program, args) { RedirectStandardError = true, RedirectStandardOutput = true },
            EnableRaisingEvents = true,
        };
        _process.ErrorDataReceived += (_, line) => Read(line.Data);
        _process.OutputDataReceived += (_, line) => Read(line.Data);
        _process.Exited += (_, _) => _address.TrySetException(new InvalidOperationException($"{program} ended"));
        _process.Start();
        _process.BeginErrorReadLine();
        _process.BeginOutputReadLine();
    }

    /// <summary>The server's address.</summary>
    public string Url => $"{(_secureClient is null ? "http" : "https")}://{Address}";

    /// <summary>Host and port.</summary>
    public string Address { get; private set; } = "";

    /// <summary>The number of the server's process.</summary>
    public int ProcessId => _process.Id;

    /// <summary>What the server has written until now.</summary>
    public string Log
    {
        get
        {
            lock (_log)
            {
                return _log.ToString();
            }
        }
    }

    /// <summary>Starts Prometheus on a configuration file, with the lifecycle API unless said otherwise.</summary>
    public static Sandbox Prometheus(string configurationFile, bool lifecycle = true)
    {
        string data = Path.Combine(Path.GetDirectoryName(configurationFile)!, "data");
        string[] args = [$"--config.file={configurationFile}", $"--storage.tsdb.path={data}", "--web.listen-address=127.0.0.1:0"];
        return Start("prometheus", "/-/ready", lifecycle ? [.. args, "--web.enable-lifecycle"] : args);
    }

    /// <summary>Starts Prometheus with TLS and whatever else its web configuration asks for; a client that trusts it sees when it is there.</summary>
    public static Sandbox SecurePrometheus(string configurationFile, string webConfigurationFile, HttpClient client)
    {
        string data = Path.Combine(Path.GetDirectoryName(configurationFile)!, "data");
        return Start("prometheus", "/-/ready", [$"--config.file={configurationFile}", $"--storage.tsdb.path={data}", "--web.listen-address=127.0.0.1:0", $"--web.config.file={webConfigurationFile}"], client);
    }

    /// <summary>Starts the node exporter on a textfile directory.</summary>
    public static Sandbox NodeExporter(string textfileDirectory) => Start(
        "prometheus-node-exporter", "/metrics", ["--web.listen-address=127.0.0.1:0", "--collector.disable-defaults", "--collector.textfile", $"--collector.textfile.directory={textfileDirectory}"]);

    /// <summary>Starts a Pushgateway.</summary>
    public static Sandbox Pushgateway() => Start("prometheus-pushgateway", "/-/ready", ["--web.listen-address=127.0.0.1:0"]);

    /// <summary>The body of an answer; null where there is none or it says no.</summary>
    public string? Get(string path) => GetAsync(path).GetAwaiter().GetResult();

    /// <summary>Waits until something holds.</summary>
    public static void WaitUntil(Func<bool> holds, Func<string> what)
    {
        long start = Environment.TickCount64;
        while (!holds())
        {
            if (Environment.TickCount64 - start > Patience.TotalMilliseconds)
            {
                Assert.Fail($"waited in vain: {what()}");
            }

            Thread.Sleep(100);
        }
    }

    /// <summary>Ends the server at once.</summary>
    public void Kill()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        _process.WaitForExit();
    }

    public void Dispose()
    {
        Kill();
        _process.Dispose();
    }

    /// <summary>The path of a program; null where it is not installed.</summary>
    public static string? Find(string program) => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .Where(static folder => folder.Length > 0).Select(folder => Path.Combine(folder, program)).FirstOrDefault(File.Exists);

    private static Sandbox Start(string program, string ready, string[] args, HttpClient? secureClient = null)
    {
        if (Find(program) is not { } path)
        {
            Assert.Ignore($"{program} is not installed (Debian has a package of it); this needs the real one");
            return null!;
        }

        var sandbox = new Sandbox(path, args) { _secureClient = secureClient };
        try
        {
            sandbox.Address = sandbox._address.Task.WaitAsync(Patience).GetAwaiter().GetResult();
            WaitUntil(() => sandbox.Answers(ready), () => sandbox.Log);
        }
        catch (Exception exception) when (exception is TimeoutException or InvalidOperationException)
        {
            string log = sandbox.Log;
            sandbox.Dispose();
            Assert.Fail($"{program} did not start: {exception.Message}\n{log}");
        }

        return sandbox;
    }

    // One that asks for a password answers as well.
    private bool Answers(string path)
    {
        if (_secureClient is null)
        {
            return Get(path) is not null;
        }

        try
        {
            using HttpResponseMessage response = _secureClient.GetAsync(new Uri(Url + path)).GetAwaiter().GetResult();
            return response.StatusCode is System.Net.HttpStatusCode.OK or System.Net.HttpStatusCode.Unauthorized;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private async Task<string?> GetAsync(string path)
    {
        using var client = new HttpClient();
        try
        {
            using HttpResponseMessage response = await client.GetAsync(new Uri(Url + path)).ConfigureAwait(false);
            return response.IsSuccessStatusCode ? await response.Content.ReadAsStringAsync().ConfigureAwait(false) : null;
        }
        catch (HttpRequestException)
        {
            return null;
        }
    }

    private void Read(string? line)
    {
        if (line is null)
        {
            return;
        }

        lock (_log)
        {
            _log.AppendLine(line);
        }

        if (ListeningOn().Match(line) is { Success: true } match)
        {
            _address.TrySetResult(match.Groups[1].Value);
        }
    }

    [System.Text.RegularExpressions.GeneratedRegex("msg=\"Listening on\".* address=(127\\.0\\.0\\.1:[0-9]+)")]
    private static partial System.Text.RegularExpressions.Regex ListeningOn();
}
