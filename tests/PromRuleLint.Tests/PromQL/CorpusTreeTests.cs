using System.Buffers;
using System.Text.Json;
using PromRuleLint.PromQL;

namespace PromRuleLint.Tests.PromQL;

/// <summary>Every distinct expression of public rule files: the reference's verdict and its tree, in every field and byte range.</summary>
[Category("Corpus")]
public sealed class CorpusTreeTests
{
    [Test]
    public void Every_expression_of_the_corpus_has_the_verdict_and_the_tree_of_the_reference()
    {
        var differences = new List<string>();
        int count = 0;
        foreach (string line in SharedData.Lines("conformance/promql/corpus.jsonl.gz"))
        {
            count++;
            using JsonDocument expected = JsonDocument.Parse(line);
            string input = expected.RootElement.GetProperty("input").GetString()!;
            bool accepted = expected.RootElement.TryGetProperty("tree", out JsonElement tree);
            ParseResult result = PromQLParser.Parse(input);
            if (accepted != result.IsValid)
            {
                differences.Add($"verdict: {input}\n    {result.Errors.FirstOrDefault()}");
            }
            else if (accepted && TreeDifference(result, tree) is { } difference)
            {
                differences.Add(difference);
            }
        }

        Assert.That(differences, Is.Empty);
        Assert.That(count, Is.GreaterThan(9000));
    }

    internal static string? TreeDifference(ParseResult result, JsonElement expected)
    {
        using JsonDocument actual = Write(result);
        JsonElement tree = actual.RootElement.GetProperty("tree");
        return JsonElement.DeepEquals(tree, expected) ? null : $"tree: {result.Text}\n    expected {expected}\n    was      {tree}";
    }

    internal static JsonDocument Write(ParseResult result)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { MaxDepth = 5000 }))
        {
            SyntaxTreeJson.Write(writer, result);
        }

        return JsonDocument.Parse(buffer.WrittenMemory, new JsonDocumentOptions { MaxDepth = 5000 });
    }
}
