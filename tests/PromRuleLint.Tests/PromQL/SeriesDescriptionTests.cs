using System.Text.Json;
using PromRuleLint.PromQL;

namespace PromRuleLint.Tests.PromQL;

public sealed class SeriesDescriptionTests
{
    [Test]
    [Category("Corpus")]
    public void Every_description_of_the_table_has_the_verdict_of_the_reference()
    {
        using JsonDocument table = JsonDocument.Parse(File.ReadAllText(SharedData.Path("conformance/promql/series.json")));
        foreach (JsonElement entry in table.RootElement.GetProperty("cases").EnumerateArray())
        {
            string input = entry.GetProperty("input").GetString()!;
            SeriesDescription series = SeriesDescription.Parse(input);
            Assert.That(series.Errors.IsEmpty, Is.EqualTo(entry.GetProperty("ok").GetBoolean()), $"{input}\n{string.Join('\n', series.Errors)}");
        }
    }

    [TestCase("up 1 2", 2, 2)]
    [TestCase("up 0+10x5", 1, 6)]
    [TestCase("up 5-1x3 _x4 stale", 3, 9)]
    [TestCase("up 1x0", 1, 1)]
    [TestCase("up _", 1, 1)]
    [TestCase("up -Inf +Inf NaN .5 5. 1e3 1_000", 7, 7)]
    [TestCase("up {{}}x2 {{sum:1}}+{{sum:1}}x3", 2, 7)]
    [TestCase("up", 0, 0)]
    [TestCase("  up   ", 0, 0)]
    [TestCase("", 0, 0)]
    public void Items_give_their_number_of_samples(string text, int items, int samples)
    {
        SeriesDescription series = SeriesDescription.Parse(text);
        Assert.That(series.Errors, Is.Empty);
        Assert.That(series.Items, Has.Length.EqualTo(items));
        Assert.That(series.Items.Sum(i => i.Count), Is.EqualTo(samples));
    }

    [Test]
    public void Labels_and_the_metric_name_are_read_from_before_and_inside_the_braces()
    {
        SeriesDescription series = SeriesDescription.Parse("""{"http.requests", "service.name"='a\'b', job=`c`,} 1""");
        Assert.That(series.Errors, Is.Empty);
        Assert.That(series.MetricName, Is.EqualTo("http.requests"));
        Assert.That(series.Labels.Select(l => (l.Name, l.Value)), Is.EqualTo(new[] { ("__name__", "http.requests"), ("service.name", "a'b"), ("job", "c") }));
    }

    [TestCase("up ⟦1+1⟧")]
    [TestCase("up ⟦5m⟧ 1")]
    [TestCase("up 1 ⟦stalex3⟧")]
    [TestCase("up ⟦0x1F⟧")]
    [TestCase("up⟦[5m]⟧ 1")]
    [TestCase("up ⟦{a=\"b\"}⟧ 1")]
    [TestCase("up{a=⟦b⟧} 1")]
    [TestCase("up⟦{⟧a=\"b\"")]
    [TestCase("up{a⟦!⟧=\"b\"}")]
    [TestCase("⟦on⟧{a=\"b\"}")]
    public void A_fault_is_shown_where_it_is(string marked)
    {
        string text = marked.Replace("⟦", "", StringComparison.Ordinal).Replace("⟧", "", StringComparison.Ordinal);
        int start = marked.IndexOf('⟦', StringComparison.Ordinal);
        int end = marked.IndexOf('⟧', StringComparison.Ordinal) - 1;
        SeriesDescription series = SeriesDescription.Parse(text);
        Assert.That(series.Errors, Is.Not.Empty);
        Assert.That((series.Errors[0].Range.Start, series.Errors[0].Range.End), Is.EqualTo((start, end)), series.Errors[0].Message);
    }

    [Test]
    public void After_a_bad_value_the_others_are_still_checked()
    {
        SeriesDescription series = SeriesDescription.Parse("up 1+1 2 abc 3x");
        Assert.That(series.Errors, Has.Length.EqualTo(3));
        Assert.That(series.Items, Has.Length.EqualTo(1));
    }
}
