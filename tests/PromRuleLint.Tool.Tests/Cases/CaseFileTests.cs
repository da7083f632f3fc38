using System.Text.Json;
using System.Text.RegularExpressions;

namespace PromRuleLint.Tool.Tests.Cases;

/// <summary>Kinds of fault, kept beside the repository: what must be found in their wrong blocks, and that nothing is in the right ones.</summary>
public sealed class CaseFileTests
{
    [Test]
    public void Wrong_blocks_are_found_out_and_right_ones_left_alone()
    {
        string folder = Path.GetFullPath(Path.Combine(Repository.Root, "..", "shared", "cases"));
        if (!Directory.Exists(folder))
        {
            Assert.Ignore("the data '../shared/cases' is not beside the repository");
        }

        CaseBlock[] blocks = [.. Directory.EnumerateFiles(folder, "*.md").Where(static path => Path.GetFileName(path) != "README.md").Order(StringComparer.Ordinal).SelectMany(CaseBlock.Read)];
        using var scratch = new Scratch();
        for (int i = 0; i < blocks.Length; i++)
        {
            Lay(scratch, i, blocks[i]);
        }

        using JsonDocument json = JsonDocument.Parse(ToolRun.InProcess(scratch.Folder, ["lint", ".", "--format", "json"]).Output);
        ILookup<string, Finding> found = json.RootElement.EnumerateArray().Select(Finding.Read).ToLookup(static finding => finding.File.Replace('\\', '/').Split('/')[0]);
        Assert.That(blocks, Has.Length.GreaterThan(200));
        Assert.That(blocks.SelectMany((block, i) => Judge(block, [.. found[Folder(i)]])), Is.Empty);
    }

    private static string Folder(int number) => $"b{number:D4}";

    private static void Lay(Scratch scratch, int number, CaseBlock block)
    {
        string ruleSet = block.Prose.Contains("No rule set.") ? "" : $"rule_set: case-{number}\n";
        scratch.With($"{Folder(number)}/promrulelint.yml", block.Files.GetValueOrDefault("promrulelint.yml", "") + ruleSet).With($"{Folder(number)}/{block.FileName}", block.Text);
        foreach ((string name, string text) in block.Files.Where(static file => file.Key != "promrulelint.yml"))
        {
            scratch.With($"{Folder(number)}/{name}", text);
        }
    }

    /// <summary>What is wrong with the findings of a block.</summary>
    private static IEnumerable<string> Judge(CaseBlock block, Finding[] found)
    {
        Finding[] grave = [.. found.Where(static finding => finding.Severity is "error" or "warning")];
        string[] never = block.Said("Never")?.Split('|') ?? [];
        IEnumerable<string> wrong = found.Where(finding => finding.IsOneOf(never)).Select(static finding => $"unexpected: {finding}");
        if (!block.IsBad)
        {
            return Of(block, never.Length > 0 ? wrong : grave.Select(static finding => $"unexpected: {finding}"));
        }

        var answers = new HashSet<Finding>(ReferenceEqualityComparer.Instance);
        foreach (CaseMark mark in block.Marks)
        {
            Finding[] hits = [.. found.Where(finding => finding.IsOneOf(mark.Names) && finding.File.EndsWith(block.FileName, StringComparison.Ordinal) && finding.Overlaps(mark))];
            answers.UnionWith(hits);
            wrong = hits.Length == 0 ? wrong.Append($"not found: {string.Join('|', mark.Names)} at {mark.Start} '{mark.Text}'")
                : block.Said("Message") is ['/', .. var pattern, '/'] && !hits.Any(hit => System.Text.RegularExpressions.Regex.IsMatch(hit.Message, pattern, RegexOptions.IgnoreCase, TimeSpan.FromSeconds(5))) ? wrong.Append($"message: '{hits[0].Message}', wanted /{pattern}/")
                : block.Prose.Contains("Once.") && grave.Count(finding => finding.Overlaps(mark)) > 1 ? wrong.Append($"more than once: {mark.Start} '{mark.Text}'")
                : wrong;
        }

        return Of(block, block.Prose.Contains("Nothing else.") ? wrong.Concat(grave.Where(finding => !answers.Contains(finding)).Select(static finding => $"unexpected: {finding}")) : wrong);
    }

    private static IEnumerable<string> Of(CaseBlock block, IEnumerable<string> wrong) => wrong.Select(each => $"{block.Place}: {each}");

    private sealed record Finding(string Id, string Name, string Severity, string File, (int Line, int Column) Start, (int Line, int Column) End, string Message)
    {
        public static Finding Read(JsonElement json)
        {
            JsonElement range = json.GetProperty("range");
            return new Finding(Text("id"), Text("name"), Text("severity"), Text("file"), Position(range.GetProperty("start")), Position(range.GetProperty("end")), Text("message"));

            string Text(string name) => json.GetProperty(name).GetString()!;
        }

        public bool IsOneOf(string[] names) => names.Contains(Name) || names.Contains(Id);

        public bool Overlaps(CaseMark mark) =>
            Start == End || mark.Start == mark.End ? Start.CompareTo(mark.End) <= 0 && mark.Start.CompareTo(End) <= 0 : Start.CompareTo(mark.End) < 0 && mark.Start.CompareTo(End) < 0;

        private static (int, int) Position(JsonElement json) => (json.GetProperty("line").GetInt32(), json.GetProperty("column").GetInt32());
    }
}
