namespace PromRuleLint.Tool.Tests;

/// <summary>Each test that <c>docs/delivery.md</c> names is there.</summary>
public sealed class DeliveryPageTests
{
    [Test]
    public void Tests_that_the_page_names_are_there()
    {
        string[] rows = [.. File.ReadLines(Path.Combine(Repository.Root, "docs", "delivery.md")).Where(static line => line.StartsWith("| ", StringComparison.Ordinal) && !line.StartsWith("| promise", StringComparison.Ordinal))];
        Dictionary<string, string> sources = Directory.EnumerateFiles(Path.Combine(Repository.Root, "tests"), "*Tests.cs", SearchOption.AllDirectories)
            .GroupBy(static path => Path.GetFileNameWithoutExtension(path)).ToDictionary(static group => group.Key, static group => string.Concat(group.Select(File.ReadAllText)));
        var faults = new List<string>();
        foreach (string row in rows)
        {
            string[] tests = [.. System.Text.RegularExpressions.Regex.Matches(row[(row.LastIndexOf(" | ", StringComparison.Ordinal) + 1)..], "`([A-Za-z0-9]+)\\.([A-Za-z0-9_]+)`").Select(static match => match.Value.Trim('`'))];
            faults.AddRange(tests.Length == 0 ? [$"no test: {row}"] : tests.Where(test => test.Split('.') is [var type, var method] && !(sources.TryGetValue(type, out string? source) && source.Contains($"public void {method}(", StringComparison.Ordinal))));
        }

        Assert.That(rows, Has.Length.GreaterThan(30));
        Assert.That(faults, Is.Empty);
    }
}
