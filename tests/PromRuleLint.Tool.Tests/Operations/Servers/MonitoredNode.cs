namespace PromRuleLint.Tool.Tests.Operations.Servers;

/// <summary>A node exporter on the folder <c>textfile</c> of a test, and a Prometheus that scrapes it each second as the job <c>node</c>.</summary>
internal sealed class MonitoredNode : IDisposable
{
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
        try
        {
            Prometheus = Sandbox.Prometheus(scratch["prometheus.yml"], lifecycle);
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
    public Sandbox Prometheus { get; }

    /// <summary>The server's address.</summary>
    public string Url => Prometheus.Url;

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
