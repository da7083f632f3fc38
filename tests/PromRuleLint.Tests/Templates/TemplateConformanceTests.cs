using System.Text.Json;
using PromRuleLint.Templates;

namespace PromRuleLint.Tests.Templates;

[Category("Corpus")]
internal sealed class TemplateConformanceTests
{
    [Test]
    public void The_verdict_is_that_of_the_reference()
    {
        var wrong = new List<string>();
        int count = 0;
        foreach (string line in SharedData.Lines("conformance/template.jsonl"))
        {
            using JsonDocument document = JsonDocument.Parse(line);
            string text = document.RootElement.GetProperty("text").GetString()!;
            string? error = document.RootElement.TryGetProperty("error", out JsonElement property) ? property.GetString() : null;
            TemplateParseResult result = TemplateParser.Parse(text, "x");
            count++;
            if (result.IsValid != (error is null))
            {
                wrong.Add($"{text}\n    reference: {error ?? "accepted"}\n    here: {string.Join("; ", result.Errors)}");
            }
        }

        Assert.That(count, Is.GreaterThan(6000));
        Assert.That(wrong, Is.Empty);
    }
}
