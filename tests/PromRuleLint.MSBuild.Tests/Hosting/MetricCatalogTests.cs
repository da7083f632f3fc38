using PromRuleLint.Diagnostics;
using PromRuleLint.Hosting;

namespace PromRuleLint.MSBuild.Tests.Hosting;

/// <summary>The file that <c>metric_catalog</c> names, as every host reads it.</summary>
public class MetricCatalogTests
{
    private const string Metadata = """{"status":"success","data":{"brokers_total":[{"type":"gauge","help":"","unit":""}]}}""";

    private Scratch _folder = null!;

    [SetUp]
    public void MakeFolder() => _folder = new Scratch();

    [TearDown]
    public void RemoveFolder() => _folder.Dispose();

    [Test]
    public void It_is_read_relative_to_the_configuration()
    {
        _folder.Write("etc/promrulelint.yml", "facts: {metric_catalog: server/metadata.json}\n");
        _folder.Write("etc/server/metadata.json", Metadata);
        _folder.Write("etc/rules/a.yml", Rules("rate(brokers_total[5m]) > 1"));
        _folder.Write("b.yml", Rules("rate(brokers_total[5m]) > 1"));

        LintResult result = Lint(".");

        Diagnostic found = result.Diagnostics.Single(static each => each.Id == "PRL3021");
        Assert.That(found.Location.Path, Is.EqualTo("etc/rules/a.yml"));
        Assert.That(found.AdditionalLocations.Single().Location.Path, Is.EqualTo("etc/server/metadata.json"));
        Assert.That(TextAt(found.AdditionalLocations.Single().Location), Is.EqualTo("\"gauge\""));
    }

    [Test]
    public void What_the_configuration_declares_itself_stands_over_it()
    {
        _folder.Write("promrulelint.yml", "facts:\n  metric_catalog: metrics.yml\n  metrics: {brokers_total: {type: counter}}\n");
        _folder.Write("metrics.yml", "metrics:\n  brokers_total: {type: gauge, labels: [cluster]}\n");
        _folder.Write("a.yml", Rules("sum by (topic) (rate(brokers_total[5m])) > 1"));

        Assert.That(Ids(Lint("a.yml")), Is.EqualTo(new[] { "a.yml PRL3011" }));
    }

    [Test]
    public void That_it_cannot_be_read_is_told_once_where_it_is_named()
    {
        _folder.Write("promrulelint.yml", "facts: {metric_catalog: missing.json}\n");
        _folder.Write("a.yml", Rules("sum("));
        _folder.Write("b.yml", Rules("up == 2"));

        LintResult result = Lint(".");

        Assert.That(Ids(result), Is.EqualTo(new[] { "promrulelint.yml PRL0001", "a.yml PRL2001", "b.yml PRL4001" }));
        Assert.That(TextAt(result.Diagnostics[0].Location), Is.EqualTo("missing.json"));
        Assert.That(result.Diagnostics[0].Message, Is.EqualTo("The file 'missing.json' cannot be read: there is no such file"));
    }

    [TestCase("metrics.yml", "metrics: {x: {type: gage}}", "gage")]
    [TestCase("metadata.json", "{\"status\":\"success\",\"data\":{\"x\":{\"type\":\"gauge\"}}}", "\"x\"")]
    [TestCase("metadata.json", "<html>not found</html>", "<")]
    [TestCase("metadata.json", "{\"status\":", "{")]
    public void What_is_wrong_in_it_is_told_there_and_hides_nothing(string name, string text, string at)
    {
        _folder.Write("promrulelint.yml", $"facts: {{metric_catalog: {name}}}\n");
        _folder.Write(name, text);
        _folder.Write("a.yml", Rules("up == 2"));

        LintResult result = Lint("a.yml");

        Assert.That(Ids(result), Is.EqualTo(new[] { $"{name} PRL0003", "a.yml PRL4001" }));
        Assert.That(TextAt(result.Diagnostics[0].Location), Is.EqualTo(at));
    }

    [TestCase(".")]
    [TestCase("")]
    [TestCase("\"a\\0b\"")]
    [TestCase("[a]")]
    public void A_path_that_is_none_is_a_finding(string path)
    {
        _folder.Write("promrulelint.yml", $"facts:\n  metric_catalog: {path}\n");
        _folder.Write("a.yml", Rules("up == 2"));

        Assert.That(Ids(Lint("a.yml")), Has.Length.EqualTo(2).And.Some.EqualTo("a.yml PRL4001").And.Some.StartsWith("promrulelint.yml PRL000"));
    }

    private static string Rules(string expression) => $"groups: [{{name: g, rules: [{{alert: A, expr: '{expression}'}}]}}]\n";

    private static string TextAt(Location location) => location.Source.Text[location.Range.Start..location.Range.End];

    private static string[] Ids(LintResult result) => [.. result.Diagnostics.Select(static each => $"{each.Location.Path} {each.Id}")];

    private LintResult Lint(params string[] paths)
    {
        using var session = new LintSession(new LintSessionOptions { DisplayFolder = _folder.Root });
        return session.Lint(new FileSearch(_folder.Root).Find(paths).Files, []);
    }
}
