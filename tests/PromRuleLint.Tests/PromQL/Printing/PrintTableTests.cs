using System.Text.Json;
using PromRuleLint.PromQL;
using PromRuleLint.PromQL.Printing;

namespace PromRuleLint.Tests.PromQL.Printing;

/// <summary>The reference's own tables, word for word.</summary>
[Category("Corpus")]
public sealed class PrintTableTests
{
    [Test]
    public void One_line_forms_are_those_of_the_reference()
    {
        int count = 0;
        Assert.Multiple(() =>
        {
            foreach ((string input, string output) in Cases("conformance/promql/print.json"))
            {
                count++;
                ParseResult parse = PromQLParser.Parse(input);
                Assert.That(parse.IsValid, Is.True, input);
                Assert.That(PromQLPrinter.Print(parse.Root!), Is.EqualTo(output), input);
            }
        });
        Assert.That(count, Is.EqualTo(92));
    }

    [Test]
    public void Forms_over_several_lines_are_those_of_the_reference()
    {
        int count = 0;
        Assert.Multiple(() =>
        {
            foreach ((string input, string output) in Cases("conformance/promql/format.json"))
            {
                count++;
                ParseResult parse = PromQLParser.Parse(input);
                Assert.That(parse.IsValid, Is.True, input);
                Assert.That(PromQLFormatter.Format(parse.Root!, width: 10), Is.EqualTo(output), input);
            }
        });
        Assert.That(count, Is.EqualTo(62));
    }

    [Test]
    public void Corpus_expressions_are_printed_and_formatted_as_by_the_reference_and_read_back_as_the_same_tree()
    {
        var differences = new List<string>();
        int count = 0;
        foreach (string line in SharedData.Lines("conformance/promql/corpus.jsonl.gz"))
        {
            using JsonDocument expected = JsonDocument.Parse(line);
            string input = expected.RootElement.GetProperty("input").GetString()!;
            if (!expected.RootElement.TryGetProperty("printed", out JsonElement printed))
            {
                continue;
            }

            count++;
            ParseResult parse = PromQLParser.Parse(input);
            string ours = PromQLPrinter.Print(parse.Root!);
            string formatted = PromQLFormatter.Format(parse.Root!);
            Compare("printed", ours, printed.GetString()!);
            Compare("formatted", formatted, expected.RootElement.GetProperty("formatted").GetString()!);

            ParseResult fromPrinted = PromQLParser.Parse(ours);
            ParseResult fromFormatted = PromQLParser.Parse(formatted);
            if (!ExprEquality.AreEqual(parse.Root, fromPrinted.Root) || !ExprEquality.AreEqual(parse.Root, fromFormatted.Root))
            {
                differences.Add($"tree of: {input}\n{ours}\n{formatted}");
            }
            else
            {
                Compare("formatted again", PromQLFormatter.Format(fromFormatted.Root!), formatted);
            }

            void Compare(string what, string actual, string reference)
            {
                if (actual != reference)
                {
                    differences.Add($"{what}: {input}\n---- expected\n{reference}\n---- was\n{actual}");
                }
            }
        }

        Assert.That(differences, Is.Empty);
        Assert.That(count, Is.EqualTo(9174));
    }

    private static IEnumerable<(string Input, string Output)> Cases(string table)
    {
        using JsonDocument json = JsonDocument.Parse(File.ReadAllText(SharedData.Path(table)));
        foreach (JsonElement entry in json.RootElement.GetProperty("cases").EnumerateArray())
        {
            yield return (entry.GetProperty("input").GetString()!, entry.GetProperty("output").GetString()!);
        }
    }
}
