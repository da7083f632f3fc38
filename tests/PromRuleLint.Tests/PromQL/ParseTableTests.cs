using System.Text.Json;
using PromRuleLint.PromQL;

namespace PromRuleLint.Tests.PromQL;

/// <summary>The table of the reference's own parser tests.</summary>
[Category("Corpus")]
public sealed class ParseTableTests
{
    [Test]
    public void Every_case_has_the_verdict_and_the_tree_of_the_reference()
    {
        var differences = new List<string>();
        using JsonDocument table = JsonDocument.Parse(File.ReadAllText(SharedData.Path("conformance/promql/parse.json")));
        foreach (JsonElement entry in table.RootElement.GetProperty("cases").EnumerateArray())
        {
            string input = entry.GetProperty("input").GetString()!;
            bool accepted = entry.GetProperty("ok").GetBoolean();
            ParseResult result = PromQLParser.Parse(input);
            if (accepted != result.IsValid)
            {
                differences.Add($"verdict should be {accepted}: {input}\n    {result.Errors.FirstOrDefault()}");
            }
            else if (accepted && CorpusTreeTests.TreeDifference(result, entry.GetProperty("tree")) is { } difference)
            {
                differences.Add(difference);
            }
        }

        Assert.That(differences, Is.Empty);
    }
}
