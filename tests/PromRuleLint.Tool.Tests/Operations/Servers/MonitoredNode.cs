namespace PromRuleLint.Tool.Tests.Operations.Servers;

/// <summary>A node exporter on the folder <c>textfile</c> of a test, and a Prometheus that scrapes it each second as the job <c>node</c>.</summary>
internal sealed class MonitoredNode : IDisposable
{
    private readonly string _configuration;
    private readonly bool _lifecycle;

    /// <summary>Starts both; the folder is made where it is not there, <c>prometheus.yml</c> is written beside it.</summary>
    /// <param name="scratch">The folder of the test.</param>
    /// <param name="ruleFiles">The rule files, as a list of YAML.</param>
    /// <param name="global">More of what stands under <c>global</c>.</param>
    /// <param name="lifecycle">Whether the server lets itself be reloaded.</param>
    public MonitoredNode(Scratch scratch, string ruleFiles = "[]", string global = "", bool lifecycle = true)
    {
        Directory.CreateDirectory(scratch["textfile"]);
        Exporter = Sandbox.NodeExporter(scratch["textfile"]);
        scratch.With("prometheus.yml", $$"""
            global: {scrape_interval: 1s, evaluation_interval: 1s{{(global.Length == 0 ? "" : ", " + global)}} }
            rule_files: {{ruleFiles}}
            scrape_configs:
              - job_name: node
                static_configs: [{targets: ["{{Exporter.Address}}"]}]
            """);
        _configuration = scratch["prometheus.yml"];
        _lifecycle = lifecycle;
        try
        {
            Prometheus = Sandbox.Prometheus(_configuration, lifecycle);
        }
        catch
        {
            Exporter.Dispose();
            throw;
        }
    }

    /// <summary>The node exporter.</summary>
    public Sandbox Exporter { get; }

    /// <summary>The server.</summary>
    public Sandbox Prometheus { get; private set; }

    /// <summary>The server's address.</summary>
    public string Url => Prometheus.Url;

    /// <summary>Starts the server again, after it was killed: on its data, at another address.</summary>
    public void Restart()
    {
        Prometheus.Dispose();
        Prometheus = Sandbox.Prometheus(_configuration, _lifecycle);
    }

    /// <summary>What the server answers to a request that another got.</summary>
    public StubAnswer? Forward(StubRequest request)
    {
        using var client = new HttpClient();
        using var message = new HttpRequestMessage(new HttpMethod(request.Method), new Uri(Url + request.Path));
        if (request.Body.Length > 0)
        {
            message.Content = new StringContent(request.Body, System.Text.Encoding.UTF8, "application/x-www-form-urlencoded");
        }

        try
        {
            using HttpResponseMessage response = client.Send(message);
            return new StubAnswer((int)response.StatusCode, response.Content.ReadAsStringAsync().GetAwaiter().GetResult());
        }
        catch (HttpRequestException)
        {
            return null;
        }
    }

    /// <summary>Waits until the server gives something for an expression.</summary>
    public void WaitFor(string expression) => WaitUntil(expression, isThere: true);

    /// <summary>Waits until the server gives nothing any more for an expression.</summary>
    public void WaitForEndOf(string expression) => WaitUntil(expression, isThere: false);

    public void Dispose()
    {
        Prometheus.Dispose();
        Exporter.Dispose();
    }

    private void WaitUntil(string expression, bool isThere) => Sandbox.WaitUntil(
        () => Prometheus.Get($"/api/v1/query?query={Uri.EscapeDataString(expression)}")!.Contains("\"value\"", StringComparison.Ordinal) == isThere, () => Prometheus.Log);
}
