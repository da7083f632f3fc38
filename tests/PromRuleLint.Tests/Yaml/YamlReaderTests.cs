using System.Text;
using PromRuleLint.Text;
using PromRuleLint.Yaml;

namespace PromRuleLint.Tests.Yaml;

public class YamlReaderTests
{
    [TestCase("[")]
    [TestCase("{a: ")]
    [TestCase("- ")]
    [TestCase("? ")]
    [TestCase("a:\n ")]
    public void Nesting_beyond_the_cap_is_one_error_and_no_stack_overflow(string level)
    {
        var text = new StringBuilder();
        for (int i = 0; i < 100_000; i++)
        {
            text.Append(level);
            if (level.EndsWith("\n ", StringComparison.Ordinal))
            {
                // Each level is indented by one more; a few thousand are enough and keep the text small.
                text.Append(' ', i);
                if (i == 3000)
                {
                    break;
                }
            }
        }

        YamlFile file = Read(text.ToString());
        Assert.That(file.Errors, Has.Length.EqualTo(1));
        Assert.That(file.Errors[0].Kind, Is.EqualTo(YamlErrorKind.TooDeepOrTooManyAliases));
    }

    // What Prometheus says of these bytes: the first two load, the others end with "incomplete UTF-16 character" and "expected low surrogate area".
    [TestCase(new byte[] { 0xFF, 0xFE, (byte)'a', 0, (byte)':', 0, 0xFD, 0xFF }, -1)]
    [TestCase(new byte[] { 0xFE, 0xFF, 0, (byte)'a', 0, (byte)':' }, -1)]
    [TestCase(new byte[] { 0xFF, 0xFE, 0xFD, 0xFF, (byte)'a', 0, (byte)':' }, 2)]
    [TestCase(new byte[] { 0xFF, 0xFE, (byte)'a', 0, 0, 0xD8, (byte)':', 0 }, 1)]
    public void A_byte_order_mark_says_utf16(byte[] bytes, int wrongAt)
    {
        SourceText source = SourceText.FromBytes("a.yml", bytes);
        Assert.That(source.InvalidBytesOffset, Is.EqualTo(wrongAt));
        Assert.That(YamlReader.Read(source).Errors.Select(static error => error.Message), wrongAt < 0 ? Is.Empty : Has.Some.Contains("not UTF-16"));
    }

    [Test]
    public void Billion_laughs_are_refused()
    {
        var text = new StringBuilder("a0: &a0 [lol, lol, lol, lol, lol, lol, lol, lol, lol]\n");
        for (int i = 1; i < 12; i++)
        {
            text.Append($"a{i}: &a{i} [{string.Join(", ", Enumerable.Repeat($"*a{i - 1}", 9))}]\n");
        }

        YamlFile file = Read(text.ToString());
        Assert.That(file.Errors.Select(static error => error.Kind), Is.EqualTo([YamlErrorKind.TooDeepOrTooManyAliases]));
    }

    [Test]
    public void Alias_is_a_copy_at_its_place_of_the_node_it_stands_for()
    {
        YamlFile file = Read("a: &x {k: v}\nb: *x\n");
        var root = (YamlMapping)file.Documents[0]!;
        var copy = (YamlMapping)root["b"]!;
        SourceRange alias = new(16, 18);
        Assert.Multiple(() =>
        {
            Assert.That(copy["k"], Is.InstanceOf<YamlScalar>().With.Property(nameof(YamlScalar.Value)).EqualTo("v"));
            Assert.That(new[] { copy.Range, copy.Entries[0].KeyRange, copy["k"]!.Range, ((YamlScalar)copy["k"]!).ToSource(new TextRange(0, 1)) }, Has.All.EqualTo(alias));
            Assert.That(copy.AnchorRange, Is.EqualTo(root["a"]!.Range));
            Assert.That(root.Entries[1].AliasRange, Is.EqualTo(alias));
            Assert.That(file.Aliases, Is.EqualTo([new YamlAlias(alias, root["a"]!.Range)]));
        });
    }

    [TestCase("a: *⟦x⟧", "No anchor '&x'")]
    [TestCase("a: &x [*⟦x⟧]", "contains itself")]
    public void Alias_of_nothing_is_an_error(string marked, string message)
    {
        MarkedText text = MarkedText.Parse(marked);
        YamlError error = Read(text.Text).Errors.Single();
        Assert.That(error.Message, Does.Contain(message));
        Assert.That(error.Range, Is.EqualTo(new SourceRange(text.Marks[0].Range.Start - 1, text.Marks[0].Range.End)));
    }

    [Test]
    public void Merge_keys_give_what_is_not_there_already()
    {
        YamlFile file = Read("base: &b {a: 1, b: 2}\nother: &o {b: 3, c: 4}\nx:\n  <<: [*b, *o]\n  a: 9\n");
        var x = (YamlMapping)((YamlMapping)file.Documents[0]!)["x"]!;
        Assert.That(x.Entries.Select(static entry => $"{((YamlScalar)entry.Key).Value}={((YamlScalar)entry.Value).Value}"), Is.EquivalentTo(["a=9", "b=2", "c=4"]));
        Assert.That(file.Errors, Is.Empty);
    }

    [TestCase("a: 1\n\"a\": 2\n")]
    [TestCase("{a: 1, b: 2, 'a': 3}")]
    public void Duplicate_key_is_told_at_the_second(string yaml)
    {
        YamlError error = Read(yaml).Errors.Single();
        Assert.That(error.Kind, Is.EqualTo(YamlErrorKind.DuplicateKey));
        Assert.That(yaml[error.Range.Start..error.Range.End].Trim('"', '\''), Is.EqualTo("a"));
        Assert.That(error.Range.Start, Is.GreaterThan(0));
        Assert.That(error.RelatedRange, Is.Not.Null);
    }

    [TestCase("a: ⟦\"⟧x\n", "not closed")]
    [TestCase("a: b⟦:⟧ c\n", "quotes")]
    [TestCase("a:\n⟦\t⟧b: c\n", "tab")]
    [TestCase("a: ⟦@⟧b\n", "quotes")]
    [TestCase("a: b\n⟦c⟧\n", "':'")]
    [TestCase("a: ⟦!!\"b\"⟧\n", "no tag")]
    [TestCase("a: |⟦x⟧\n", "line after")]
    [TestCase("a: \"⟦\\q⟧\"\n", "escape")]
    [TestCase("a: \"⟦\\ud83d⟧\\ude00\"\n", "Unicode")]
    [TestCase("a: ⟦[⟧b, c\n", "not closed")]
    [TestCase("a: [b, {c⟦]⟧\n", "'}'")]
    [TestCase("a: [⟦{⟧b: c\n", "not closed")]
    [TestCase("a: ⟦[b] c⟧\nd: e\n", "quotes")]
    [TestCase("a:\n  - b\n ⟦c⟧: d\n", "indent")]
    [TestCase("a:\n  - b\n  ⟦c⟧: d\n", "'- '")]
    public void Syntax_errors_say_where_and_what(string marked, string word)
    {
        MarkedText text = MarkedText.Parse(marked);
        YamlFile file = Read(text.Text);
        Assert.That(file.Errors, Has.Length.EqualTo(1));
        Assert.That(file.Errors[0].Message, Does.Contain(word));
        Assert.That(MarkedText.Show(text.Text, [new MarkedText.Mark("", file.Errors[0].Range)]), Is.EqualTo(marked), file.Errors[0].Message);
    }

    [Test]
    public void What_stands_before_a_syntax_error_is_read()
    {
        YamlFile file = Read("groups:\n- name: a\n  rules:\n  - alert: X\n    expr: up\n- name: 'b\n");
        var groups = (YamlSequence)((YamlMapping)file.Documents[0]!)["groups"]!;
        Assert.That(((YamlScalar)((YamlMapping)groups.Items[0])["name"]!).Value, Is.EqualTo("a"));
        Assert.That(file.Errors, Has.Length.EqualTo(1));
    }

    [Test]
    public void Control_characters_and_bytes_that_are_no_utf8_are_errors_with_a_place()
    {
        Assert.That(Read("a: b\u0001c\n").Errors.Single().Range, Is.EqualTo(new SourceRange(4, 5)));
        SourceText broken = SourceText.FromUtf8("x.yml", [.. "a: "u8, 0xFF, .. "\n"u8]);
        Assert.That(YamlReader.Read(broken).Errors.Single().Range, Is.EqualTo(new SourceRange(3, 4)));
    }

    [TestCase("")]
    [TestCase("\n\n")]
    [TestCase("# only a comment\n")]
    [TestCase("---\n")]
    [TestCase("--- # c\n...\n")]
    public void Files_without_content_are_valid(string yaml)
    {
        YamlFile file = Read(yaml);
        Assert.That(file.Errors, Is.Empty);
        Assert.That(file.Documents.OfType<YamlNode>(), Is.Empty);
    }

    [TestCase("%YAML 1.1\n---\na: b\n")]
    [TestCase("%TAG !x! tag:example.org,2000:\n---\na: !x!y b\n")]
    [TestCase("a: !!str 5\nb: !local c\nc: ! d\nd: !<tag:yaml.org,2002:str> e\n")]
    [TestCase("? a\n: b\n? [c, d]\n: e\n")]
    [TestCase("{a: b, \"c\":d, e, 'f': [g, h: i]}\n")]
    [TestCase("a:\n- b\n-   - c\n    - d\n")]
    [TestCase("a: \"b\nc\"\n")]
    [TestCase("- |\n a\n- >2\n   b\n- |+\n c\n\n- ''\n")]
    public void Less_usual_yaml_is_read(string yaml) => Assert.That(Read(yaml).Errors, Is.Empty);

    [Test]
    public void Comments_are_found_outside_of_scalars_only()
    {
        const string Yaml = "# one\na: 'x # no' # two\nb: x#no\nc: | # three\n  # no\n  y\n# four\nd: [1, # five\n  2]\n";
        YamlFile file = Read(Yaml);
        Assert.That(file.Comments.Select(comment => Yaml[comment.Range.Start..comment.Range.End]), Is.EqualTo(["# one", "# two", "# three", "# four", "# five"]));
        Assert.That(file.Comments.Select(static comment => comment.OwnLine), Is.EqualTo([true, false, false, true, false]));
    }

    [Test]
    public void Ranges_are_those_of_the_text()
    {
        const string Yaml = "a: &x !!str 'b'\nc: [d, {e: f}]\ng:\n  - h\n  - |\n    i\n";
        YamlFile file = Read(Yaml);
        string[] texts = [.. YamlNodes.All(file).Skip(1).Select(node => Yaml[node.Range.Start..node.Range.End])];
        Assert.That(texts, Is.EqualTo(["a", "'b'", "c", "[d, {e: f}]", "d", "{e: f}", "e", "f", "g", "- h\n  - |\n    i", "h", "|\n    i"]));
    }

    [Test]
    public void Line_breaks_of_all_kinds_give_the_same_values()
    {
        const string Yaml = "a: |\n  x\n  y\nb: >-\n  x\n  y\n\n  z\nc: x\n  y\nd: \"x\n  y\\\n  z\"\n";
        string[] Values(string text) => [.. YamlNodes.Scalars(Read(text)).Select(static scalar => scalar.Value)];
        Assert.That(Values(Yaml.Replace("\n", "\r\n", StringComparison.Ordinal)), Is.EqualTo(Values(Yaml)));
        Assert.That(Values(Yaml.Replace('\n', '\r')), Is.EqualTo(Values(Yaml)));
        Assert.That(Values(Yaml), Is.EqualTo(["a", "x\ny\n", "b", "x y\nz", "c", "x y", "d", "x yz"]));
    }

    [Test]
    public void Binary_is_decoded()
    {
        YamlFile file = Read("a: !!binary dXA=\nb: !!binary '*'\n");
        Assert.That(YamlNodes.Scalars(file).ElementAt(1).Value, Is.EqualTo("up"));
        Assert.That(file.Errors.Single().Message, Does.Contain("base64"));
    }

    private static YamlFile Read(string text) => YamlReader.Read(new SourceText("x.yml", text));

    [TestCase("⟦Alerts of the shop⟧\ngroups:\n- name: a\n")]
    [TestCase("# of 2026\n\n⟦Alerts of the shop\nand its stock⟧\n\ngroups: []\n")]
    public void Text_before_the_first_key_lacks_its_hash(string marked)
    {
        MarkedText text = MarkedText.Parse(marked);
        YamlError error = YamlReader.Read(new SourceText("a.yml", text.Text)).Errors.Single();
        Assert.That(error.Range, Is.EqualTo(text.Marks.Single().Place));
        Assert.That(error.Message, Does.Contain("begin its lines with '#'"));
    }

    [TestCase("groups: [] groups: []\n")]
    [TestCase("groups:\nAlerts of the shop\nrules: []\n")]
    public void Other_text_does_not(string text) =>
        Assert.That(YamlReader.Read(new SourceText("a.yml", text)).Errors.Select(static error => error.Message), Is.Not.Empty.And.None.Contains("'#'"));
}
