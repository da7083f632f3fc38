using System.Globalization;
using System.Text.Json;

namespace PromRuleLint.Tool.Tests;

/// <summary>
/// What is found in public rule files, by check and severity, against the table of <c>docs/precision.md</c>: a change shows in
/// the log, so that whoever makes it reads what was added and removed.
/// </summary>
public sealed class PrecisionTests
{
    private static readonly string Docs = Path.Combine(Repository.Root, "docs");

    [Test]
    public void A_change_in_what_is_found_in_public_rules_shows_in_the_log()
    {
        string folder = Path.GetFullPath(Path.Combine(Repository.Root, "..", "shared", "corpus", "dev"));
        if (!Directory.Exists(folder))
        {
            Assert.Ignore("the data '../shared/corpus/dev' is not beside the repository");
        }

        Dictionary<string, int> before = Table();
        Dictionary<string, int> now = Findings(folder);
        foreach (string family in before.Keys.Union(now.Keys).Order(StringComparer.Ordinal))
        {
            int change = now.GetValueOrDefault(family) - before.GetValueOrDefault(family);
            if (change != 0)
            {
                TestContext.Progress.WriteLine(string.Create(CultureInfo.InvariantCulture, $"precision: {family}: {change:+0;-0} ({before.GetValueOrDefault(family)} in docs/precision.md, {now.GetValueOrDefault(family)} now)"));
            }
        }

        Assert.That(now.Keys.Intersect(before.Keys), Is.Not.Empty, "the table is of this tool");
    }

    [Test]
    public void Each_verdict_is_one_of_four_and_says_why_where_it_is_not_useful()
    {
        string[][] rows = [.. File.ReadAllLines(Path.Combine(Docs, "precision.tsv")).Skip(1).Select(static line => line.Split('\t'))];
        Assert.Multiple(() =>
        {
            Assert.That(rows, Has.All.Length.EqualTo(5));
            Assert.That(rows.Select(static row => row[3]).Distinct(), Is.SubsetOf(new[] { "useful", "noise", "arguable", "wrong" }));
            Assert.That(rows.Where(static row => row[3] != "useful").Select(static row => row[4]), Has.All.Not.Empty);
            Assert.That(rows.Select(static row => (row[0], row[2])), Is.Unique);
        });
    }

    private static Dictionary<string, int> Table() =>
        File.ReadAllLines(Path.Combine(Docs, "precision.md"))
            .Select(static line => line.Split('|', StringSplitOptions.TrimEntries))
            .Where(static cells => cells.Length == 10 && int.TryParse(cells[3], CultureInfo.InvariantCulture, out _))
            .ToDictionary(static cells => $"{cells[1]} {cells[2]}", static cells => int.Parse(cells[3], CultureInfo.InvariantCulture), StringComparer.Ordinal);

    private static Dictionary<string, int> Findings(string folder)
    {
        using JsonDocument json = JsonDocument.Parse(ToolRun.InProcess(folder, ["lint", ".", "--no-config", "--format", "json"]).Output);
        return json.RootElement.EnumerateArray()
            .GroupBy(static finding => $"{finding.GetProperty("name").GetString()} {finding.GetProperty("severity").GetString()}")
            .ToDictionary(static family => family.Key, static family => family.Count(), StringComparer.Ordinal);
    }
}
