using System.Globalization;
using System.Text;
using CsCheck;
using PromRuleLint.Text;
using PromRuleLint.Yaml;

namespace PromRuleLint.Tests.Yaml;

/// <summary>What is built from tokens is what is built from the parser's events.</summary>
public class BlockTreeTests
{
    private static readonly string[] Blocks =
    [
        "groups:\n  - name: disk\n    rules:\n      - alert: DiskFull\n        expr: disk_free < 1\n        labels:\n          severity: page\n",
        "groups:\n- name: disk\n  rules:\n  - record: disk:free\n    expr: disk_free\n- name: cpu\n  rules:\n",
        "a:\nb:\n  c:\n  d: x\ne:\n- \n-\n- f:\n",
        "- - a\n  - b\n- c: d\n  e:\n  - f\n  - g: h\n  i: j\n-\n",
        "a: 'x y'\nb: \"x\\ty\"\n'c d': \"\"\n\"e\": ''\nf: ~\nnull: g\n",
        "expr: |\n  up\n    == 0\n\nsummary: >-\n  on\n  fire\n\n  now\nlast: |+\n  x\n\n",
        "a: one\n  two\n\n  three\nb: \"one\n  two\"\n",
        "# first\na: b # second\n# third\nc: 'd # no' # fourth\ne: | # fifth\n  # no\n# last\n",
        "a: b\r\nc:\r\n- d\r\n- 'e'\r\n",
        "---\na: b\n---\n- c\n...\n---\n---\nd\n",
        "? a\n: b\n",
        "",
        "# nothing\n",
        "only\n",
        "a: b\na: c\n",
        "a: 0x1f\nb: yes\nc: 5m\nd: 1e3\ne: \U0001F525 \u00E9\n",
    ];

    private static readonly string[] Others =
    [
        "a: [b]\n",
        "a: {b: c}\n",
        "a: &x b\nc: *x\n",
        "a: !!str b\n",
        "? a\n",
        "a: b\n c: d\n",
        "- a\nb: c\n",
        "a: \"b\n",
        "%YAML 1.1\n---\na: b\n",
        "a: b\n...\nc: d\n",
        ": a\n",
    ];

    [TestCaseSource(nameof(Blocks))]
    public void Tokens_give_what_events_give(string text)
    {
        YamlTreeBuilder fromTokens = Builder(text);

        Assert.That(fromTokens.TryBuildBlocks(), Is.True);
        Assert.That(Show(fromTokens), Is.EqualTo(Show(FromEvents(text))));
    }

    [TestCaseSource(nameof(Others))]
    public void Anything_else_is_left_to_events(string text) => Assert.That(Builder(text).TryBuildBlocks(), Is.False);

    [Test]
    public void Of_random_lines_tokens_give_what_events_give_or_nothing()
    {
        Gen<string> lines = Gen.Select(
            Gen.OneOfConst("", " ", "  ", "    "),
            Gen.OneOfConst("a: b", "b:", "c: |", "- a", "-", "- b: c", "- - d", "e", "'f': \"g\"", "h: 'i", "j'", "# k", "l: # m", "n: [o]", "---", "...", "<<: p", "? q", ": r", ""),
            static (indent, line) => indent + line);
        lines.Array[1, 8].Select(static each => string.Join('\n', each)).Sample(static text =>
        {
            YamlTreeBuilder fromTokens = Builder(text);
            if (fromTokens.TryBuildBlocks())
            {
                YamlTreeBuilder fromEvents = FromEvents(text);
                Assert.That(fromEvents.Fault, Is.Null);
                Assert.That(Show(fromTokens), Is.EqualTo(Show(fromEvents)));
            }
        }, iter: 20_000);
    }

    private static YamlTreeBuilder Builder(string text) => new(new SourceText("a.yml", text), text, new SharedTexts(text.Length), CancellationToken.None);

    private static YamlTreeBuilder FromEvents(string text)
    {
        YamlTreeBuilder builder = Builder(text);
        builder.Build();
        return builder;
    }

    private static string Show(YamlTreeBuilder tree)
    {
        var text = new StringBuilder();
        foreach (YamlNode? document in tree.Documents)
        {
            Show(text, document);
        }

        text.AppendJoin('\n', tree.FindComments()).AppendJoin('\n', tree.Errors);
        return text.ToString();
    }

    private static void Show(StringBuilder text, YamlNode? node)
    {
        text.Append(CultureInfo.InvariantCulture, $"{node?.GetType().Name} {node?.Range} ");
        switch (node)
        {
            case YamlScalar scalar:
                text.Append(CultureInfo.InvariantCulture, $"{scalar.Style} {scalar.IsNull} '{scalar.Value}' {scalar.Map.SourceEnd}\n");
                text.AppendJoin(' ', Enumerable.Range(0, scalar.Value.Length).Select(at => scalar.ToSource(new TextRange(at, at + 1)))).Append('\n');
                break;

            case YamlMapping mapping:
                foreach (YamlEntry entry in mapping.Entries)
                {
                    text.Append(CultureInfo.InvariantCulture, $"\n{entry.KeyRange} ");
                    Show(text, entry.Key);
                    Show(text, entry.Value);
                }

                break;

            case YamlSequence sequence:
                foreach (YamlNode item in sequence.Items)
                {
                    Show(text, item);
                }

                break;
        }
    }
}
