using System.Text;

namespace PromRuleLint.Tests.Docs;

/// <summary>One fenced block of a check's page.</summary>
/// <param name="Line">1-based line of the fence.</param>
/// <param name="Words">The words after the back-ticks: <c>yaml bad</c>, <c>yaml good</c>, <c>yaml config</c>.</param>
/// <param name="Text">What stands between the fences.</param>
internal sealed record PageBlock(int Line, string[] Words, string Text)
{
    public bool Has(string word) => Words.Contains(word);

    /// <summary>The files that the block shows: each begins after a line <c># file: NAME</c>; a block without one is a rule file.</summary>
    public (string Path, string Marked)[] Files()
    {
        const string Separator = "# file: ";
        if (!Text.StartsWith(Separator, StringComparison.Ordinal))
        {
            return [("rules.yml", AsRuleFile())];
        }

        var files = new List<(string, string)>();
        foreach (string part in ("\n" + Text).Split("\n" + Separator, StringSplitOptions.RemoveEmptyEntries))
        {
            int end = part.IndexOf('\n', StringComparison.Ordinal);
            files.Add((part[..end].Trim(), part[(end + 1)..].TrimEnd('\n') + "\n"));
        }

        return [.. files];
    }

    /// <summary>The block as a whole rule file: a block that begins with a rule stands in a group of its own.</summary>
    public string AsRuleFile()
    {
        string first = Text.Replace("⟦", "", StringComparison.Ordinal).Replace("⟧", "", StringComparison.Ordinal).TrimStart();
        return first.StartsWith("- record:", StringComparison.Ordinal) || first.StartsWith("- alert:", StringComparison.Ordinal)
            ? "groups:\n- name: example\n  rules:\n" + string.Concat(Text.Split('\n').Select(static line => line.Length == 0 ? "\n" : "  " + line + "\n")).TrimEnd('\n') + "\n"
            : Text;
    }
}

/// <summary>A page of <c>docs/checks</c>.</summary>
internal sealed record CheckPage(string Path, string Id, IReadOnlyList<string> Lines, IReadOnlyList<PageBlock> Blocks)
{
    public static IEnumerable<CheckPage> All() =>
        Directory.EnumerateFiles(System.IO.Path.Combine(Repository.Root, "docs", "checks"), "PRL*.md")
            .Order(StringComparer.Ordinal)
            .Select(Read);

    public static CheckPage Read(string path)
    {
        string[] lines = File.ReadAllLines(path);
        var blocks = new List<PageBlock>();
        for (int i = 0; i < lines.Length; i++)
        {
            if (!lines[i].StartsWith("```", StringComparison.Ordinal))
            {
                continue;
            }

            int start = i;
            var text = new StringBuilder();
            for (i++; i < lines.Length && !lines[i].StartsWith("```", StringComparison.Ordinal); i++)
            {
                text.Append(lines[i]).Append('\n');
            }

            blocks.Add(new PageBlock(start + 1, lines[start].Trim('`').Split(' ', StringSplitOptions.RemoveEmptyEntries), text.ToString()));
        }

        return new CheckPage(path, System.IO.Path.GetFileNameWithoutExtension(path), lines, blocks);
    }

    public override string ToString() => Id;
}
