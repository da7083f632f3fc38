using System.Text;
using CsCheck;
using PromRuleLint.Text;
using PromRuleLint.Yaml;

namespace PromRuleLint.Tests.Yaml;

public class ScalarPropertyTests
{
    private static readonly Gen<string> Pieces = Gen.OneOfConst(
        "a", "b c", " ", "  ", "\t", "'", "''", "\"", "\\", "\\n", "\\x41", "\\u00e9", "\\U0001F600", "\\\"", "\\\\", "\\\n", "#", " #", ":", ": ", "-", "- ",
        "é", "😀", "\u0085", "\u2028", "{", "}", "[", ",", "|", ">", "&x", "*y", "!t", "%", "@", "0", "\n", "\n ", "\n  ", "\n   ", "\n    ", "\n\n", "\n \n");

    private static readonly Gen<string> Texts = Pieces.Array[0, 12].Select(string.Concat);

    private static readonly Gen<string> Headers = Gen.OneOfConst("|", ">", "|-", ">-", "|+", ">+", "|1", ">2", "|2-", ">1+", "|+3", ">-1", "> # x", "|-  ");

    [Test]
    public void Every_offset_of_every_scalar_of_random_text_maps_to_its_character() =>
        Gen.Select(Gen.OneOf(
                Gen.Select(Headers, Texts, static (header, text) => $"k: {header}\n  {text}\nz: 1\n"),
                Gen.Select(Headers, Texts, static (header, text) => $"- - {header}\n    {text}\n"),
                Texts.Select(static text => $"k: x{text}\n"),
                Texts.Select(static text => $"k: '{text}'\n"),
                Texts.Select(static text => $"k: \"{text}\"\n"),
                Texts.Select(static text => $"[{text}, 'a\n b', \"c\\\n  d\"]\n"),
                Texts),
            Gen.OneOfConst("\n", "\r\n", "\r"),
            static (text, lineBreak) => text.Replace("\n", lineBreak, StringComparison.Ordinal))
        .Sample(static text =>
        {
            foreach (YamlScalar scalar in YamlNodes.Scalars(YamlReader.Read(new SourceText("x.yml", text))))
            {
                if (PositionAssert.FirstWrong(text, scalar) is { } fault)
                {
                    throw new AssertionException($"{fault} in {System.Text.Json.JsonSerializer.Serialize(text)}");
                }
            }
        }, iter: 20_000);

    [Test]
    public void A_value_that_is_written_in_double_quotes_is_read_back() =>
        Gen.Select(Gen.Char.Array[0, 20].Select(static c => new string(c)).Where(IsWellFormed), Gen.Int[0, 3].Array[20])
        .Sample(static (value, ways) =>
        {
            var text = new StringBuilder("k: \"");
            int i = 0;
            foreach (Rune rune in value.EnumerateRunes())
            {
                switch (ways[i++ % ways.Length])
                {
                    case 0 when rune.Value is > 0x20 and < 0x7F and not '"' and not '\\':
                        text.Append(rune.ToString());
                        break;
                    case 1 when rune.Value < 0x100:
                        text.Append($"\\x{rune.Value:x2}");
                        break;
                    case 2:
                        text.Append("\\\n   ").Append($"\\U{rune.Value:X8}");
                        break;
                    default:
                        text.Append(rune.Value < 0x10000 ? $"\\u{rune.Value:x4}" : $"\\U{rune.Value:x8}");
                        break;
                }
            }

            string yaml = text.Append("\"\n").ToString();
            var root = (YamlMapping)YamlReader.Read(new SourceText("x.yml", yaml)).Documents[0]!;
            var scalar = (YamlScalar)root["k"]!;
            return scalar.Value == value && PositionAssert.FirstWrong(yaml, scalar) is null;
        });

    [Test]
    public void A_value_that_is_written_as_a_literal_block_is_read_back() =>
        Gen.Select(Gen.OneOfConst("a", " b", "\tc", "", "é 😀", "# d", "x: y", "'").Array[1, 6], Gen.OneOfConst("", "-", "+"), Gen.Int[1, 4])
        .Sample(static (lines, chomping, indent) =>
        {
            string content = string.Join('\n', lines);
            string yaml = $"k: |{indent}{chomping}\n{string.Concat(lines.Select(line => new string(' ', indent) + line + "\n"))}";
            var root = (YamlMapping)YamlReader.Read(new SourceText("x.yml", yaml)).Documents[0]!;
            var scalar = (YamlScalar)root["k"]!;
            string trimmed = content.TrimEnd('\n');
            string expected = chomping switch
            {
                "+" => content + "\n",
                "-" => trimmed,
                _ => trimmed.Length == 0 ? "" : trimmed + "\n",
            };
            return scalar.Value == expected && PositionAssert.FirstWrong(yaml, scalar) is null;
        });

    [TestCase("k: >\n  a\n  b\n\n\n  c\n    d\n  e\n\n", "a b\n\nc\n  d\ne\n")]
    [TestCase("k: >-\n\n  a\n\n  b\n", "\na\nb")]
    [TestCase("k: >+\n  a\n\n\nz: 1\n", "a\n\n\n")]
    [TestCase("k: >2\n    a\n   b\n", "  a\n b\n")]
    [TestCase("k: a\n  b\n\n  c\n", "a b\nc")]
    [TestCase("k: 'a\n\n   b''c\n  '\n", "a\nb'c ")]
    [TestCase("k: \"a \\\n   b\\\n\n  c\\  d\"\n", "a b\nc  d")]
    [TestCase("k: \"a\\t \n  b\"\n", "a\t b")]
    [TestCase("k: |\n  \ta\n", "\ta\n")]
    public void Folding_is_that_of_the_language(string yaml, string expected)
    {
        var root = (YamlMapping)YamlReader.Read(new SourceText("x.yml", yaml)).Documents[0]!;
        var scalar = (YamlScalar)root["k"]!;
        Assert.That(scalar.Value, Is.EqualTo(expected));
        Assert.That(PositionAssert.FirstWrong(yaml, scalar), Is.Null);
    }

    private static bool IsWellFormed(string text)
    {
        for (int i = 0; i < text.Length; i++)
        {
            if (char.IsSurrogate(text[i]) && !(char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[++i])))
            {
                return false;
            }
        }

        return true;
    }
}
