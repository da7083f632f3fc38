using System.Text.Json;
using PromRuleLint.Checks;
using PromRuleLint.Diagnostics;

namespace PromRuleLint.Tool.Tests;

public sealed class ExplainAndChecksTests
{
    [TestCase("PRL5001")]
    [TestCase("prl5001")]
    [TestCase("forbidden-heartbeat-function")]
    public void Explain_shows_the_page_by_id_or_name(string check)
    {
        ToolRun run = ToolRun.InProcess(Path.GetTempPath(), ["explain", check]);

        Assert.That(run.ExitCode, Is.Zero);
        Assert.That(run.Output, Does.StartWith("PRL5001: forbidden-heartbeat-function\n\nWhat it flags\n\n"));
        Assert.That(run.Output, Does.Contain("\n    - record: ").And.Not.Contain("⟦").And.Not.Contain("```").And.Not.Contain("## "));
        Assert.That(run.Output.Split('\n').Where(static line => !line.StartsWith("    ", StringComparison.Ordinal)), Has.All.Length.LessThanOrEqualTo(100));
    }

    [Test]
    public void Explain_has_the_page_of_every_check_and_of_the_tools_own_findings()
    {
        foreach (DiagnosticDescriptor descriptor in CheckCatalog.All.SelectMany(static check => check.SupportedDiagnostics).Concat(ToolDiagnostics.All))
        {
            Assert.That(CheckPages.Find(descriptor.Id), Does.StartWith($"# {descriptor.Id}: {descriptor.Name}\n"), descriptor.Id);
        }
    }

    [Test]
    public void Explain_of_an_unknown_check_says_what_was_meant()
    {
        Assert.That(ToolRun.InProcess(Path.GetTempPath(), ["explain", "forbiden-heartbeat-function"]), Is.EqualTo(
            new ToolRun(2, "", "promrulelint: there is no check 'forbiden-heartbeat-function'; did you mean 'forbidden-heartbeat-function'?\n")));
        Assert.That(ToolRun.InProcess(Path.GetTempPath(), ["explain", "PRL9999"]).ExitCode, Is.EqualTo(2));
    }

    [Test]
    public void Explain_of_an_expression_shows_its_facts_node_by_node()
    {
        ToolRun run = ToolRun.InProcess(Path.GetTempPath(), ["explain", "sum by (job) (up) == 0.5"]);

        Assert.That(run.ExitCode, Is.Zero);
        Assert.That(run.Output, Does.StartWith("sum by (job) (up) == 0.5\n  | never returns anything; values would be: 0.5\n"));
        Assert.That(run.Output, Does.Contain("\n    up\n      | may return something; values: 0 or 1\n").And.Contain("why it returns nothing:\n"));
    }

    [Test]
    public void Explain_of_a_line_follows_recorded_metrics()
    {
        using var scratch = new Scratch().With("a.yml", "groups:\n- name: a\n  rules:\n  - record: r\n    expr: up > bool 0\n  - alert: A\n    expr: r > 1\n");

        Assert.That(ToolRun.InProcess(scratch.Folder, ["explain", "a.yml:7"]).Output, Does.Contain("never returns anything").And.Contain("a.yml:5:"));
        Assert.That(ToolRun.InProcess(scratch.Folder, ["explain", "r > 1", "a.yml"]).Output, Does.Contain("never returns anything"));
        Assert.That(ToolRun.InProcess(scratch.Folder, ["explain", "a.yml:1"]).ExitCode, Is.EqualTo(2));
        Assert.That(ToolRun.InProcess(scratch.Folder, ["explain", "sum("]).ExitCode, Is.EqualTo(1));
    }

    [TestCase("up == 0", "A fires, for example with up{instance=\"i0\", job=\"j\"} 0")]
    [TestCase("count(up) == 0", "A cannot fire, because 'count(up)' is never 0: ")]
    public void Explain_of_an_alert_says_whether_it_can_fire(string expression, string answer)
    {
        using Scratch scratch = new Scratch().With("a.yml", $"groups:\n- name: g\n  rules:\n  - alert: A\n    expr: {expression}\n");
        Assert.That(ToolRun.InProcess(scratch.Folder, ["explain", "a.yml:4"]).Output.Split('\n')[^2], Does.StartWith(answer));
    }

    [Test]
    public void Explain_names_what_the_configuration_declares_and_where()
    {
        using var scratch = new Scratch()
            .With("promrulelint.yml", "facts:\n  metrics:\n    fill: {values: \"[0, 1]\", labels: [queue]}\n  metric_catalog: m.json\n")
            .With("m.json", """{"status":"success","data":{"things":[{"type":"counter"}]}}""")
            .With("a.yml", "groups:\n- name: a\n  rules:\n  - alert: A\n    expr: fill > 1\n");

        foreach (string subject in (string[])["fill > 1", "a.yml:5"])
        {
            ToolRun run = ToolRun.InProcess(scratch.Folder, ["explain", subject]);
            Assert.That(run.ExitCode, Is.Zero, run.Error);
            Assert.That(run.Output, Does.Contain("`fill` is [0, 1]: declared in promrulelint.yml (promrulelint.yml:3:20)\n"));
            Assert.That(run.Output, Does.Contain("`fill` has only the labels `queue`, `job`, `instance`: declared in promrulelint.yml (promrulelint.yml:3:38)\n"));
            Assert.That(run.Output, Does.EndWith("promrulelint.yml:3:20: `fill` is declared here\n" + (subject == "fill > 1" ? "" : "A cannot fire, because 'fill' is never > 1: its possible values are [0, 1]\n")));
        }

        Assert.That(ToolRun.InProcess(scratch.Folder, ["explain", "things"]).Output, Does.Contain("`things` is [0, +Inf): declared as a counter in m.json (m.json:1:47)"));
        Assert.That(ToolRun.InProcess(scratch.Folder, ["explain", "--no-config", "fill > 1"]).Output, Does.Contain("may return something"));
    }

    [Test]
    public void Explain_under_a_wrong_configuration_says_so_and_explains_all_the_same()
    {
        using var scratch = new Scratch().With("wrong.yml", "facts: {metrics: {fill: {values: \"[1, 0]\"}}}\nseverity: {our-own-check: error}\n");

        ToolRun run = ToolRun.InProcess(scratch.Folder, ["explain", "--config", "wrong.yml", "fill"]);

        Assert.That(run.ExitCode, Is.EqualTo(2));
        Assert.That(run.Output, Does.StartWith("fill\n"));
        Assert.That(run.Error, Does.Contain("starts above its end").And.Not.Contain("our-own-check"));
    }

    [Test]
    public void Checks_lists_what_can_be_found_in_the_order_of_the_ids()
    {
        using var scratch = new Scratch().With("promrulelint.yml", "severity: {PRL3003: error, PRL5001: none}\n");

        string[] lines = ToolRun.InProcess(scratch.Folder, ["checks"]).Output.TrimEnd('\n').Split('\n');

        Assert.That(lines[0], Does.Match("^id +name +category +default +on +fix$"));
        Assert.That(lines[1..], Is.Ordered.Using((IComparer<string>)StringComparer.Ordinal));
        Assert.That(lines, Has.Some.Match("^PRL3003 +filter-used-as-boolean +semantics +warning +error +unsafe$"));
        Assert.That(lines, Has.Some.Match("^PRL5001 +forbidden-heartbeat-function +liveness +error +off"));
    }

    [Test]
    public void Checks_as_json_says_the_same_of_each()
    {
        using var scratch = new Scratch().With("promrulelint.yml", "severity: {PRL5001: none}\n");

        using JsonDocument json = JsonDocument.Parse(ToolRun.InProcess(scratch.Folder, ["checks", "--format", "json"]).Output);

        JsonElement check = json.RootElement.EnumerateArray().Single(static each => each.GetProperty("id").GetString() == "PRL5001");
        Assert.That(check.GetProperty("name").GetString(), Is.EqualTo("forbidden-heartbeat-function"));
        Assert.That(check.GetProperty("category").GetString(), Is.EqualTo("liveness"));
        Assert.That(check.GetProperty("defaultSeverity").GetString(), Is.EqualTo("error"));
        Assert.That(check.GetProperty("enabled").GetBoolean(), Is.False);
        Assert.That(check.GetProperty("hasFix").GetBoolean(), Is.False);
        Assert.That(check.GetProperty("fix").GetString(), Is.EqualTo("none"));
    }

    [Test]
    public void Index_of_the_pages_is_what_the_tool_writes()
    {
        string written = ToolRun.InProcess(Repository.Root, ["checks", "--no-config", "--format", "markdown"]).Output;

        string path = Path.Combine(Repository.Root, "docs", "checks", "index.md");
        if (Environment.GetEnvironmentVariable("PROMRULELINT_ACCEPT") == "1")
        {
            File.WriteAllText(path, written);
        }

        Assert.That(File.Exists(path) ? File.ReadAllText(path).ReplaceLineEndings("\n") : "", Is.EqualTo(written), "docs/checks/index.md is stale; write it anew as CONTRIBUTING.md says");
    }

    [Test]
    public void Index_says_the_same_whatever_is_configured()
    {
        using var scratch = new Scratch().With("promrulelint.yml", "severity: {PRL3003: error, PRL5001: none}\n");

        string[] lines = ToolRun.InProcess(scratch.Folder, ["checks", "--format", "markdown"]).Output.Split('\n');
        Assert.That(lines, Has.Member("| PRL3003 | [filter-used-as-boolean](PRL3003.md) | warning | yes | unsafe | A filter used as a boolean |"));
        Assert.That(lines, Has.Some.StartsWith("| PRL5001 | [forbidden-heartbeat-function](PRL5001.md) | error | yes | none | "));
        Assert.That(lines.Where(static line => line.StartsWith("| PRL", StringComparison.Ordinal)), Has.All.Matches<string>(static line => line!.Count(static c => c == '|') == 7));
    }

    [Test]
    public void Checks_under_a_wrong_configuration_says_so_and_lists_them_all_the_same()
    {
        using var scratch = new Scratch().With("promrulelint.yml", "severty: {}\n");

        ToolRun run = ToolRun.InProcess(scratch.Folder, ["checks"]);

        Assert.That(run.ExitCode, Is.EqualTo(2));
        Assert.That(run.Output, Does.Contain("PRL5001"));
        Assert.That(run.Error, Does.Contain("did you mean 'severity'?"));
    }

    [Test]
    public void Schema_is_printed_as_json()
    {
        ToolRun run = ToolRun.InProcess(Path.GetTempPath(), ["schema"]);

        using JsonDocument json = JsonDocument.Parse(run.Output);
        Assert.That(json.RootElement.GetProperty("properties").TryGetProperty("heartbeat", out _), Is.True);
    }
}
