using System.Globalization;
using System.Text.Json;

namespace PromRuleLint.Tool.Tests;

/// <summary>
/// What is found in public rule files, by check and severity, against the table of <c>docs/precision.md</c>: a change shows in
/// the results, from where <c>.ci/run</c> prints it, so that whoever makes it reads what was added and removed.
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
            TestContext.Out.WriteLine("precision: '../shared/corpus/dev' is not beside the repository; what changed in findings is not known");
            Assert.Ignore("the data '../shared/corpus/dev' is not beside the repository");
        }

        Dictionary<string, int> before = Table();
        Dictionary<string, int> now = Findings(folder);
        string[] changes = [.. Changes(before, now)];
        foreach (string change in changes)
        {
            TestContext.Out.WriteLine($"precision: {change}");
        }

        TestContext.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"precision: {now.Values.Sum()} findings, {before.Values.Sum()} in docs/precision.md, {changes.Length} families changed"));
        Assert.That(now.Keys.Intersect(before.Keys), Is.Not.Empty, "the table is of this tool");
    }

    [Test]
    public void A_change_is_said_by_family_with_what_was_added_and_removed() => Assert.That(
        Changes(new() { ["a error"] = 3, ["b error"] = 2, ["c error"] = 1 }, new() { ["a error"] = 3, ["b error"] = 5, ["d error"] = 1 }),
        Is.EqualTo(new[] { "b error: +3 (2 in docs/precision.md, 5 now)", "c error: -1 (1 in docs/precision.md, 0 now)", "d error: +1 (0 in docs/precision.md, 1 now)" }));

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

    private static IEnumerable<string> Changes(Dictionary<string, int> before, Dictionary<string, int> now) =>
        from family in before.Keys.Union(now.Keys).Order(StringComparer.Ordinal)
        let change = now.GetValueOrDefault(family) - before.GetValueOrDefault(family)
        where change != 0
        select string.Create(CultureInfo.InvariantCulture, $"{family}: {change:+0;-0} ({before.GetValueOrDefault(family)} in docs/precision.md, {now.GetValueOrDefault(family)} now)");

    /// <summary>Each repository is linted by itself, as <c>tools/precision/collect.py</c> does.</summary>
    private static Dictionary<string, int> Findings(string folder)
    {
        var families = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (string repository in Directory.EnumerateDirectories(folder))
        {
            using JsonDocument json = JsonDocument.Parse(ToolRun.InProcess(repository, ["lint", ".", "--no-config", "--format", "json"]).Output);
            foreach (JsonElement finding in json.RootElement.EnumerateArray().Where(static finding => finding.GetProperty("name").GetString() != "no-files-matched"))
            {
                string family = $"{finding.GetProperty("name").GetString()} {finding.GetProperty("severity").GetString()}";
                families[family] = families.GetValueOrDefault(family) + 1;
            }
        }

        return families;
    }
}
