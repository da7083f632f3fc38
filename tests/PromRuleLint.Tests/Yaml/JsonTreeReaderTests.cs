using CsCheck;
using PromRuleLint.Text;
using PromRuleLint.Yaml;

namespace PromRuleLint.Tests.Yaml;

public sealed class JsonTreeReaderTests
{
    private static readonly Gen<string> Scalar = Gen.OneOfConst("\"a\"", "\"😀 é\"", "\"\"", "\"x\\ty\"", "\"\\u00e9\"", "1", "-2.5e3", "true", "null");

    private static readonly Gen<string> Value = Gen.Recursive<string>(static (depth, self) => depth > 3
        ? Scalar
        : Gen.OneOf(
            Scalar,
            self.Array[0, 3].Select(static items => $"[{string.Join(", ", items)}]"),
            self.Array[0, 3].Select(static items => $"{{ {string.Join(",\n", items.Select(static (item, i) => $"\"k{i} é\" : {item}"))} }}")));

    [Test]
    public void What_is_yaml_too_gives_the_same_tree_at_the_same_places() => Value.Sample(
        static value =>
        {
            var source = new SourceText("a.json", $" {{\"data\": {value}}}\n");

            YamlMapping? json = JsonTreeReader.ReadObject(source);

            YamlFile yaml = YamlReader.Read(source);
            Assert.That(json, Is.Not.Null);
            Assert.That(Show(new YamlFile(source, [json], [], [])), Is.EqualTo(Show(yaml)), source.Text);
        },
        iter: 500);

    [TestCase("")]
    [TestCase("a: 1")]
    [TestCase("[1]")]
    [TestCase("{a: 1}")]
    [TestCase("{\"a\": 1,}")]
    [TestCase("{\"a\": 1} x")]
    [TestCase("{\"a\": \"\\ud83d\"}")]
    [TestCase("{\"a\": ")]
    public void What_is_no_json_object_gives_none(string text) => Assert.That(JsonTreeReader.ReadObject(new SourceText("a.json", text)), Is.Null);

    [Test]
    public void An_escaped_slash_and_surrogates_are_read_and_found_again()
    {
        const string Text = """{"a": "x\/\ud83d\ude00y"}""";

        var value = (YamlScalar)JsonTreeReader.ReadObject(new SourceText("a.json", Text))!.Entries[0].Value;

        Assert.That(value.Value, Is.EqualTo("x/😀y"));
        Assert.That(value.Range.In(Text).ToString(), Is.EqualTo("""
            "x\/\ud83d\ude00y"
            """));
        Assert.That(value.ToSource(new TextRange(0, 5)).In(Text).ToString(), Is.EqualTo(@"x\/\ud83d\ude00y"));
    }

    [Test]
    public void Deep_nesting_is_left_to_the_other_reader() =>
        Assert.That(JsonTreeReader.ReadObject(new SourceText("a.json", "{\"a\": " + new string('[', 100_000))), Is.Null);

    private static string Show(YamlFile file) => string.Join('\n', YamlNodes.All(file).Select(static node => node is YamlScalar scalar ? $"{node.Range} {scalar.Style} {scalar.Value}" : $"{node.Range} {node.GetType().Name}"));
}
