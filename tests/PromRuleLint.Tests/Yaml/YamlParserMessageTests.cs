using System.Reflection;
using PromRuleLint.Text;
using PromRuleLint.Yaml;
using YamlDotNet.Core;

namespace PromRuleLint.Tests.Yaml;

/// <summary>Faults are told apart by what YamlDotNet's parser says of them: another version of it must say the same.</summary>
public class YamlParserMessageTests
{
    private static readonly TestCaseData[] Faults =
    [
        new(YamlParserMessages.ExpectedCommaOrBracket, "groups: [\"cpu\" \"memory\"]\n", "A ',' or a ']' must stand here; put the value before it in quotes if this is part of it."),
        new(YamlParserMessages.ExpectedCommaOrBrace, "labels: {severity: \"page\" team: \"db\"}\n", "A ',' or a '}' must stand here; put the value before it in quotes if this is part of it."),
        new(YamlParserMessages.ExpectedKey, "name: node\n- rules\n", "This does not line up with the keys of the mapping around it; fix the indentation."),
        new(YamlParserMessages.ExpectedKey, "name: 'node' rules\n", "This stands after the closing quote; put the whole value in quotes, and write a quote in it as \\\" in double quotes, as '' in single quotes."),
        new(YamlParserMessages.ExpectedListItem, "rules:\n  - record: cpu\n  expr: up\n", "This does not line up with the '- ' of the list around it; fix the indentation, or begin the line with '- '."),
        new(YamlParserMessages.ExpectedContent, "expr: , up\n", "A value must stand here."),
        new(YamlParserMessages.ExpectedDocumentEnd, "'node'\ngroups: []\n", "The document ends before this, and Prometheus ignores all that follows; fix the indentation of what stands above."),
        new(YamlParserMessages.ExpectedDocumentStart, "%YAML 1.1\ngroups: []\n", "The document ends before this; fix the indentation, or write '---' before it if it begins another document."),
        new(YamlParserMessages.UndefinedTagHandle, "expr: !rule!up x\n", "This tag is not declared; put the value in quotes if it begins with '!'."),
    ];

    [TestCaseSource(nameof(Faults))]
    public void The_parser_says_it_and_it_is_described(string part, string document, string description)
    {
        Assert.That(() => ReadWithParser(document), Throws.InstanceOf<YamlException>().With.Message.Contains(part));
        Assert.That(YamlReader.Read(new SourceText("a.yml", document)).Errors, Has.One.With.Property(nameof(YamlError.Message)).EqualTo(description));
    }

    [Test]
    public void Each_message_has_a_document()
    {
        IEnumerable<object?> known = typeof(YamlParserMessages).GetFields(BindingFlags.Public | BindingFlags.Static).Select(static field => field.GetRawConstantValue());

        Assert.That(known, Is.EquivalentTo(Faults.Select(static fault => fault.Arguments[0]).Distinct()));
    }

    private static void ReadWithParser(string document)
    {
        var parser = new Parser(new YamlScanner(document, new SharedTexts(0)));
        while (parser.MoveNext())
        {
        }
    }
}
