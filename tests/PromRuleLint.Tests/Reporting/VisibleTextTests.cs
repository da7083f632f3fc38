using System.Text.Json;
using PromRuleLint.Reporting;

namespace PromRuleLint.Tests.Reporting;

public sealed class VisibleTextTests
{
    [TestCase("plain text, ünïcode, 漢字, 😀, ❤️", "plain text, ünïcode, 漢字, 😀, ❤️")]
    [TestCase("a\r\nb\tc\rd", "a b c d")]
    [TestCase("\e[31mred\a", "␛[31mred␇")]
    [TestCase("\u009B31m", @"\u009B31m")]
    [TestCase("a\u202Eb\u2066c\u061Cd", @"a\u202Eb\u2066c\u061Cd")]
    [TestCase("pro\u200Bd\uFEFF\u00AD\u2060", @"pro\u200Bd\uFEFF\u00AD\u2060")]
    [TestCase("\u2028line\u2029", @"\u2028line\u2029")]
    [TestCase("tag\U000E0041", @"tag\U000E0041")]
    [TestCase("::set-output name=a::b", @"\u003A:set-output name=a::b")]
    [TestCase("  \n::stop-commands::x", @"  \u003A:stop-commands::x")]
    [TestCase("job::sum", "job::sum")]
    [TestCase("x ##vso[task.complete]", @"x #\u0023vso[task.complete]")]
    [TestCase("###VSO[task.complete]", @"##\u0023VSO[task.complete]")]
    [TestCase("##teamcity[buildStop]", @"#\u0023teamcity[buildStop]")]
    [TestCase("##[add-mask]x", @"#\u0023[add-mask]x")]
    [TestCase("## heading", "## heading")]
    public void Text_on_one_line_shows_all_that_it_holds(string text, string expected) => Assert.That(VisibleText.OneLine(text), Is.EqualTo(expected));

    [Test]
    public void Half_a_character_is_replaced() => Assert.That(VisibleText.OneLine("half" + (char)0xD83D), Is.EqualTo("half\uFFFD"));

    [Test]
    public void Lines_stay_lines() => Assert.That(VisibleText.Lines("a\n::b\n\e"), Is.EqualTo("a\n\\u003A:b\n␛"));

    [Test]
    public void Json_stands_for_the_same_value_and_holds_nothing_hidden()
    {
        const string Text = "a\u202Eb\u200B\u007F\U000E0041 ##vso[task.complete] ## \\ é";
        string json = VisibleText.Json($"[\"{JsonEncodedText.Encode(Text, System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping)}\"]\n");

        Assert.That(JsonDocument.Parse(json).RootElement[0].GetString(), Is.EqualTo(Text));
        Assert.That(json, Does.Contain("é").And.Not.Contain("##vso").And.Not.Contain("\u202E").And.Not.Contain("\u200B").And.Not.Contain("\u007F"));
    }
}
