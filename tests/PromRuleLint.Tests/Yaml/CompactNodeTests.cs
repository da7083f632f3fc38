using PromRuleLint.Rules;
using PromRuleLint.Text;
using PromRuleLint.Yaml;

namespace PromRuleLint.Tests.Yaml;

/// <summary>A node that is made when it is asked for says what is written, as often as it is asked for.</summary>
public class CompactNodeTests
{
    [TestCase("a: node_load1\n", YamlScalarStyle.Plain)]
    [TestCase("a: 'node load'\n", YamlScalarStyle.SingleQuoted)]
    [TestCase("a: \"node load\"\n", YamlScalarStyle.DoubleQuoted)]
    [TestCase("a: \"\"\n", YamlScalarStyle.DoubleQuoted)]
    [TestCase("a:\n", YamlScalarStyle.Plain)]
    public void A_scalar_as_written_is_kept_as_its_text(string text, YamlScalarStyle style)
    {
        YamlEntry entry = OnlyEntry(text);

        var scalar = (YamlScalar)entry.Value;
        YamlNode again = entry.Value;
        Assert.That(again, Is.Not.SameAs(scalar));
        Assert.That(scalar.Style, Is.EqualTo(style));
        Assert.That(scalar.Range.In(text).Trim("'\"").ToString(), Is.EqualTo(scalar.Value));
        Assert.That(Enumerable.Range(0, scalar.Value.Length).Select(at => text[scalar.ToSource(new TextRange(at, at + 1)).Start]), Is.EqualTo(scalar.Value));
        Assert.That(CompactNode.Of(scalar), Is.EqualTo(entry.CompactValue));
    }

    [TestCase("a: 'it''s'\n")]
    [TestCase("a: \"x\\ty\"\n")]
    [TestCase("a: one\n  two\n")]
    [TestCase("a: |\n  one\n")]
    [TestCase("a: !!str one\n")]
    public void Any_other_scalar_is_a_node(string text)
    {
        YamlEntry entry = OnlyEntry(text);
        YamlNode first = entry.Value;
        YamlNode again = entry.Value;

        Assert.That(again, Is.SameAs(first));
    }

    [TestCase("a: b\n", 0, 0)]
    [TestCase("a: b\n", 0, 1)]
    [TestCase("a: 'bcd'\n", 1, 3)]
    [TestCase("a: 'bcd'\n", 3, 3)]
    [TestCase("a: 'bcd'\n", 2, 9)]
    [TestCase("a: 'bcd'\n", 7, 9)]
    [TestCase("a: \"\"\n", 0, 0)]
    public void Ranges_are_those_of_the_map(string text, int start, int end)
    {
        YamlEntry entry = OnlyEntry(text);
        var range = new TextRange(start, end);
        SourceRange mapped = ((YamlScalar)entry.Value).Map.ToSource(range);

        Assert.That(entry.CompactValue.ToSource(range), Is.EqualTo(mapped));
        Assert.That(((YamlScalar)entry.Value).ToSource(range), Is.EqualTo(mapped));
    }

    [Test]
    public void Labels_are_the_same_as_texts_and_as_objects()
    {
        const string Text = """
            groups:
              - name: disk
                rules:
                  - alert: DiskFull
                    expr: disk_free < 1
                    labels:
                      severity: page
                      team: 'storage'
                    annotations:
                      summary: "{{ $labels.device }}\tis full"
                      runbook: ~
                      "quoted": yes
            """;
        var alert = (AlertingRule)RuleFileReader.Read(new SourceText("a.yml", Text)).Rules.Single();

        Assert.That(
            alert.LabelList.Concat(alert.AnnotationList).Select(static label => (label.Name, label.NameRange, label.Value, label.ValueRange)),
            Is.EqualTo(alert.Labels.Concat(alert.Annotations).Select(static label => (label.Name.Value, label.Name.Range, label.Value.Value, label.Value.Range))));
        Assert.That(alert.LabelList.Concat(alert.AnnotationList).Select(static label => label.Value), Is.EqualTo(new[] { "page", "storage", "{{ $labels.device }}\tis full", "", "yes" }));
        Assert.That(alert.FindLabel("team")?.Value, Is.EqualTo("storage"));
        Assert.That(alert.FindLabel("teams"), Is.Null);
    }

    private static YamlEntry OnlyEntry(string text) => ((YamlMapping)YamlReader.Read(new SourceText("a.yml", text)).Documents.Single()!).Entries.Single();
}
