using CsCheck;
using PromRuleLint.Configuration;
using PromRuleLint.Diagnostics;
using PromRuleLint.Facts;
using PromRuleLint.Text;

namespace PromRuleLint.Tests.Configuration;

public sealed class MetricCatalogReaderTests
{
    [Test]
    public void The_answer_of_prometheus_gives_types_each_at_its_place()
    {
        const string Text = """
            {"status":"success","data":{"a_total":[{"type":"counter","help":"Tab\tand \"quotes\" \/ \ud83d\ude00 😀 \u003c","unit":""}],
            "b":[{"type":"gauge","help":"","unit":"bytes"}],"with space":[{"type":"info","help":"","unit":""}]}}
            """;

        MetricCatalog catalog = Valid(Text);

        Declared<MetricType> type = catalog.Find("b")!.Type!;
        Assert.That(type.Value, Is.EqualTo(MetricType.Gauge));
        Assert.That(type.Source.Path, Is.EqualTo("metadata.json"));
        Assert.That(type.Range.In(Text).ToString(), Is.EqualTo("\"gauge\""));
        Assert.That(catalog.Find("a_total")!.Type!.Value, Is.EqualTo(MetricType.Counter));
        Assert.That(catalog.Find("with space")!.Type!.Value, Is.EqualTo(MetricType.Info));
    }

    [TestCase("""[{"type":"counter"},{"type":"counter"}]""", MetricType.Counter)]
    [TestCase("""[{"type":"counter"},{"type":"gauge"}]""", MetricType.Unknown)]
    [TestCase("""[{"type":"unknown"}]""", null)]
    [TestCase("""[{"type":"counter"},{"type":"unknown"}]""", null)]
    [TestCase("""[{"type":"something later"}]""", null)]
    [TestCase("""[]""", null)]
    public void Only_a_type_on_which_all_targets_agree_counts(string entries, MetricType? type)
    {
        MetricDeclaration? found = Valid($$$"""{"status":"success","data":{"x_total":{{{entries}}}}}""").Find("x_total");

        Assert.That(found, Is.Not.Null);
        Assert.That(found!.Type?.Value, Is.EqualTo(type));
    }

    [Test]
    public void The_answer_may_be_indented_or_written_as_yaml()
    {
        Assert.That(Valid("{\n\t\"status\": \"success\",\n\t\"data\": {\n\t\t\"x\": [\n\t\t\t{\"type\": \"gauge\"}\n\t\t]\n\t}\n}\n").Find("x")!.Type!.Value, Is.EqualTo(MetricType.Gauge));
        Assert.That(Valid("status: success\ndata:\n  x:\n  - type: gauge\n").Find("x")!.Type!.Value, Is.EqualTo(MetricType.Gauge));
        Assert.That(Valid("""{"metrics": {"x": {"type": "gauge", "values": "[0, 1]", "labels": ["a"]}}}""").Find("x")!.Values!.Value.Max, Is.EqualTo(1));
    }

    [Test]
    public void A_file_without_metrics_is_no_fault()
    {
        Assert.That(Valid("metrics:\n").IsEmpty, Is.True);
        Assert.That(Valid("""{"status":"success","data":{}}""").IsEmpty, Is.True);
    }

    [TestCase("⟦⟧", "There are no metrics here")]
    [TestCase("⟦u⟧p", "There are no metrics here")]
    [TestCase("⟦[⟧up]", "There are no metrics here")]
    [TestCase("⟦up⟧: {type: gauge}\nx: {}", "'up' is not a key of a metric catalog; a metric catalog has the key 'metrics'")]
    [TestCase("metrics: {}\n⟦rules⟧: {}", "'rules' is not a key of a metric catalog")]
    [TestCase("""{"status": "error", "error": ⟦"out of memory"⟧}""", "answered with an error")]
    [TestCase("""{"status": "success", "data": ⟦[⟧{"metric": "x"}]}""", "The metadata are a mapping")]
    [TestCase("""{"status": "success", "data": {⟦"x"⟧: {"type": "gauge"}}}""", "The metadata of 'x' are a list")]
    [TestCase("""{"status": "success", "data": {"x": [⟦"gauge"⟧]}}""", "has the key 'type'")]
    [TestCase("""{"status": "success", "data": ⟦{⟧"x": [{"type": "gauge"}]""", "is not closed")]
    [TestCase("""{"metrics": {"x": {"values": "[0, ⟦one⟧]"}}}""", "'one' is not a number")]
    [TestCase("metrics:\nserver:\n  jobs: {node: {⟦scrape_intervall⟧: 15s}}", "'scrape_intervall' is not a key of a job; did you mean 'scrape_interval'?")]
    [TestCase("metrics:\nserver:\n  jobs: {batch: ⟦[1]⟧}", "A job is a mapping with the key 'scrape_interval'")]
    [TestCase("metrics:\nserver:\n  jobs: {node: {scrape_interval: ⟦often⟧}}", "'often' is not a duration")]
    public void What_is_wrong_is_told_at_its_place(string marked, string message)
    {
        MarkedText text = MarkedText.Parse(marked);

        MetricCatalogReadResult result = MetricCatalogReader.Read(new SourceText("metadata.json", text.Text));

        Assert.That(result.Diagnostics.Where(each => each.Location.Range == text.Marks[0].Place).Select(static each => each.Message), Has.One.Contains(message), string.Join('\n', result.Diagnostics));
        Assert.That(result.Diagnostics, Is.All.Property("Id").EqualTo("PRL0003"));
    }

    [Test]
    public void Job_may_leave_its_interval_open()
    {
        MetricCatalogReadResult result = MetricCatalogReader.Read(new SourceText("m.yml", "metrics:\nserver:\n  jobs: {node: {scrape_interval: 15s}, batch: {}, queue: }"));

        Assert.That(result.Diagnostics, Is.Empty);
        Assert.That(result.Server.Jobs!.Jobs.Select(static job => (job.Name, job.Interval)), Is.EqualTo(new (string, TimeSpan?)[] { ("node", TimeSpan.FromSeconds(15)), ("batch", null), ("queue", null) }));
    }

    [Test]
    public void What_is_right_counts_beside_what_is_wrong()
    {
        MetricCatalogReadResult result = MetricCatalogReader.Read(new SourceText("m.yml", "rules: []\nmetrics: {x: {type: gage, values: '[0, 1]'}, y: {type: info}}"));

        Assert.That(result.Diagnostics, Has.Length.EqualTo(2));
        Assert.That(result.Catalog.Find("x")!.Values!.Value.Max, Is.EqualTo(1));
        Assert.That(result.Catalog.Find("y")!.Type!.Value, Is.EqualTo(MetricType.Info));
    }

    [Test]
    public void No_text_throws_and_every_finding_lies_in_the_text()
    {
        Gen<string> piece = Gen.OneOf(
            Gen.OneOfConst("metrics", "data", "type", "values", "labels", ":", " ", "\n", "  ", "- ", "[", "]", "{", "}", ",", "\"", "\"x\"", "\"type\"", "\"metrics\"", "gauge", "[0, 1]", "\\ud83d", "\\/", "😀", "null", "1"),
            Gen.String[0, 4]);
        piece.Array[0, 30].Select(static pieces => string.Concat(pieces)).Select(Gen.OneOfConst("", "{\"metrics\":", "{\"data\":", "metrics: "), static (text, start) => start + text).Sample(
            static text =>
            {
                foreach (Diagnostic diagnostic in MetricCatalogReader.Read(new SourceText("m.json", text)).Diagnostics)
                {
                    Assert.That(new SourceRange(0, text.Length).Contains(diagnostic.Location.Range), Is.True);
                }
            },
            iter: 5000);
    }

    private static MetricCatalog Valid(string text)
    {
        MetricCatalogReadResult result = MetricCatalogReader.Read(new SourceText("metadata.json", text));
        Assert.That(result.Diagnostics.Select(static each => each.ToString()), Is.Empty);
        return result.Catalog;
    }
}
