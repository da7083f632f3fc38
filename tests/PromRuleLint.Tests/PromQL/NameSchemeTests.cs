using System.Text.Json;
using PromRuleLint.PromQL;

namespace PromRuleLint.Tests.PromQL;

public sealed class NameSchemeTests
{
    [Test]
    [Category("Corpus")]
    public void Every_name_of_the_table_is_judged_as_the_reference_does()
    {
        foreach (string line in SharedData.Lines("conformance/name.jsonl"))
        {
            using JsonDocument entry = JsonDocument.Parse(line);
            string text = entry.RootElement.GetProperty("text").GetString()!;
            Assert.That(NameScheme.IsValidMetricName(text, utf8: true), Is.EqualTo(entry.RootElement.GetProperty("metric_utf8").GetBoolean()), text);
            Assert.That(NameScheme.IsValidMetricName(text, utf8: false), Is.EqualTo(entry.RootElement.GetProperty("metric_legacy").GetBoolean()), text);
            Assert.That(NameScheme.IsValidLabelName(text, utf8: true), Is.EqualTo(entry.RootElement.GetProperty("label_utf8").GetBoolean()), text);
            Assert.That(NameScheme.IsValidLabelName(text, utf8: false), Is.EqualTo(entry.RootElement.GetProperty("label_legacy").GetBoolean()), text);
        }
    }

    [Test]
    public void Half_a_surrogate_pair_is_no_name()
    {
        // Not as test cases: attributes are kept as UTF-8.
        Assert.That(NameScheme.IsValidMetricName("a\uD800b", utf8: true), Is.False);
        Assert.That(NameScheme.IsValidMetricName("\uDC00", utf8: true), Is.False);
    }

    [TestCase("é")]
    [TestCase("ａ")]
    public void Letters_beyond_ASCII_are_no_legacy_name(string name) => Assert.That(NameScheme.IsValidLabelName(name, utf8: false), Is.False);
}
