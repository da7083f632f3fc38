using System.Text;
using System.Text.RegularExpressions;

namespace PromRuleLint.Tool.Tests.Cases;

/// <summary>A place of a block where one of several checks must find something; positions are 1-based, the end exclusive.</summary>
internal sealed record CaseMark(string[] Names, (int Line, int Column) Start, (int Line, int Column) End, string Text);

/// <summary>A block of a case file: rules or a unit test that are wrong at their marks, or right.</summary>
/// <param name="Place">File and line of the block, for people.</param>
/// <param name="Words">What stands behind the fence: <c>yaml bad</c>, <c>yaml test good</c>, <c>yaml file NAME</c>.</param>
/// <param name="Text">The text without marks.</param>
internal sealed partial record CaseBlock(string Place, string[] Words, string Text)
{
    /// <summary>Where something must be found.</summary>
    public List<CaseMark> Marks { get; } = [];

    /// <summary>Other files of the block: its configuration, and those that it names.</summary>
    public Dictionary<string, string> Files { get; } = new(StringComparer.Ordinal);

    /// <summary>The lines of prose above it.</summary>
    public string[] Prose { get; init; } = [];

    public bool IsBad => Words.Contains("bad");

    public string FileName => Words.Contains("test") ? "rules_test.yml" : "rules.yml";

    /// <summary>What a line of prose says behind a word: <c>Message: /…/</c>; null where none does.</summary>
    public string? Said(string word) => Prose.FirstOrDefault(line => line.StartsWith(word + ": ", StringComparison.Ordinal))?[(word.Length + 2)..];

    /// <summary>The blocks of a case file that are to be linted, each with the files that stand above it.</summary>
    public static IEnumerable<CaseBlock> Read(string path)
    {
        var prose = new List<string>();
        var files = new Dictionary<string, string>(StringComparer.Ordinal);
        string[] lines = File.ReadAllText(path).Split('\n');
        for (int at = 0; at < lines.Length; at++)
        {
            if (Fence().Match(lines[at].TrimEnd()) is not { Success: true } fence)
            {
                prose.AddRange(lines[at].Trim() is { Length: > 0 } line ? [line] : []);
                continue;
            }

            int start = ++at;
            at = Array.FindIndex(lines, at, line => line.TrimEnd() == fence.Groups[1].Value);
            string text = string.Join('\n', lines[start..at]) + "\n";
            string[] words = fence.Groups[2].Value.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (words is ["yaml", "config"] or ["yaml", "file", _])
            {
                files[words is [_, _, var name] ? name : "promrulelint.yml"] = text;
                continue;
            }

            if (words.Contains("bad") || words.Contains("good"))
            {
                yield return Create($"{Path.GetFileName(path)}:{start}", words, text, [.. prose], files);
            }

            prose.Clear();
            files.Clear();
        }
    }

    private static CaseBlock Create(string place, string[] words, string text, string[] prose, Dictionary<string, string> files)
    {
        string whole = text.StartsWith("- ", StringComparison.Ordinal)
            ? "groups:\n- name: g\n  rules:\n" + string.Concat(text.Split('\n').Select(static line => line.Length == 0 ? "\n" : $"  {line}\n"))[..^1]
            : text;
        var plain = new StringBuilder();
        var marks = new List<CaseMark>();
        int last = 0;
        foreach (Match mark in Mark().Matches(whole))
        {
            plain.Append(whole, last, mark.Index - last);
            (int, int) start = End(plain);
            plain.Append(mark.Groups[2].Value);
            marks.Add(new CaseMark(mark.Groups[1].Value.Split('|'), start, End(plain), mark.Groups[2].Value));
            last = mark.Index + mark.Length;
        }

        var block = new CaseBlock(place, words, plain.Append(whole, last, whole.Length - last).ToString()) { Prose = prose };
        block.Marks.AddRange(marks);
        foreach ((string name, string content) in files)
        {
            block.Files[name] = content;
        }

        return block;
    }

    private static (int Line, int Column) End(StringBuilder text)
    {
        string before = text.ToString();
        return (before.Count(static c => c == '\n') + 1, before.Length - before.LastIndexOf('\n'));
    }

    [GeneratedRegex("^(`{3,})(\\S.*)$", RegexOptions.CultureInvariant)]
    private static partial System.Text.RegularExpressions.Regex Fence();

    [GeneratedRegex("⟦([^:⟦⟧]+):(.*?)⟧", RegexOptions.CultureInvariant | RegexOptions.Singleline)]
    private static partial System.Text.RegularExpressions.Regex Mark();
}
