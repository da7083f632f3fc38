namespace PromRuleLint.Hosting;

/// <summary>
/// A glob over paths with <c>/</c> between the parts: <c>*</c> is any text inside one part, <c>?</c> one character of a
/// part, <c>[ab]</c>, <c>[a-z]</c> and <c>[!a]</c> one of some or none of them, <c>**</c> as a whole part any number of
/// parts, none included, and <c>{a,b}</c> either text. Upper and lower case differ. A bracket or brace that is not closed
/// is itself.
/// </summary>
public sealed class GlobPattern
{
    // So many alternatives are more than anyone writes; braces beyond are themselves.
    private const int MaxAlternatives = 256;

    // Nor such a length; of a longer one brackets and braces are themselves, so that its cost is bounded.
    private const int MaxLength = 4096;

    private readonly GlobPart[][] _alternatives;

    /// <summary>Reads a pattern; a backslash separates parts too.</summary>
    public GlobPattern(string pattern)
    {
        Pattern = pattern.Replace('\\', '/');
        _alternatives = [.. Expand(Pattern).Select(SplitParts)];
    }

    /// <summary>The pattern with <c>/</c> between its parts.</summary>
    public string Pattern { get; }

    /// <summary>Whether a text has a character that is special in a glob.</summary>
    public static bool IsGlob(string text) => text.AsSpan().ContainsAny("*?[{");

    /// <summary>
    /// The leading parts without special characters and the glob that follows: where a search has to begin. A rooted
    /// pattern keeps its root.
    /// </summary>
    public static (string Folder, GlobPattern Glob) Split(string pattern)
    {
        string text = pattern.Replace('\\', '/');
        int cut = 0;
        for (int i = 0; i < text.Length && !IsGlob(text[i..(i + 1)]); i++)
        {
            if (text[i] == '/')
            {
                cut = i + 1;
            }
        }

        return (text[..cut], new GlobPattern(text[cut..]));
    }

    /// <summary>Whether the whole of a path, given with <c>/</c> or <c>\</c>, is what the pattern says.</summary>
    public bool IsMatch(string path)
    {
        string[] names = path.Split(['/', '\\'], StringSplitOptions.RemoveEmptyEntries);
        return Array.Exists(_alternatives, parts => IsMatch(parts, names));
    }

    private static GlobPart[] SplitParts(string pattern)
    {
        var parts = new List<GlobPart>();
        foreach (string part in pattern.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            // Two in a row mean what one means.
            if (part != "." && !(part == "**" && parts is [.., { IsAnyNumber: true }]))
            {
                parts.Add(new GlobPart(part, hasBrackets: part.Length <= MaxLength));
            }
        }

        return [.. parts];
    }

    /// <summary>The patterns without braces that one with braces stands for: the first group is replaced by each of its texts, until none is left.</summary>
    private static List<string> Expand(string pattern)
    {
        var expanded = new List<string>();
        var pending = new Queue<string>([pattern]);
        while (pending.TryDequeue(out string? next))
        {
            if (next.Length > MaxLength || FirstGroup(next) is not { } group)
            {
                expanded.Add(next);
                continue;
            }

            if (expanded.Count + pending.Count + group.Texts.Count > MaxAlternatives)
            {
                return [pattern];
            }

            foreach (string text in group.Texts)
            {
                pending.Enqueue(next[..group.Start] + text + next[group.End..]);
            }
        }

        return expanded;
    }

    private static (int Start, int End, List<string> Texts)? FirstGroup(string pattern)
    {
        for (int start = pattern.IndexOf('{', StringComparison.Ordinal); start >= 0; start = pattern.IndexOf('{', start + 1))
        {
            var texts = new List<string>();
            int depth = 0;
            int begin = start + 1;
            for (int i = start; i < pattern.Length; i++)
            {
                depth += pattern[i] switch { '{' => 1, '}' => -1, _ => 0 };
                if (depth == 0 || (depth == 1 && pattern[i] == ','))
                {
                    texts.Add(pattern[begin..i]);
                    begin = i + 1;
                }

                if (depth == 0)
                {
                    // Without a comma it is a name with braces.
                    if (texts.Count > 1)
                    {
                        return (start, i + 1, texts);
                    }

                    break;
                }
            }
        }

        return null;
    }

    private static bool IsMatch(GlobPart[] parts, string[] path)
    {
        // reached[i]: the path's parts read so far are matched by the first i parts of the pattern. Each row costs one
        // pass over the pattern, so no path makes it slow.
        bool[] reached = new bool[parts.Length + 1];
        reached[0] = true;
        CloseOverEmpty(parts, reached);
        foreach (string name in path)
        {
            bool[] next = new bool[parts.Length + 1];
            for (int i = 0; i < parts.Length; i++)
            {
                if (!reached[i])
                {
                    continue;
                }

                if (parts[i].IsAnyNumber)
                {
                    next[i] = true;
                }
                else if (parts[i].IsMatch(name))
                {
                    next[i + 1] = true;
                }
            }

            reached = next;
            CloseOverEmpty(parts, reached);
        }

        return reached[^1];
    }

    private static void CloseOverEmpty(GlobPart[] parts, bool[] reached)
    {
        for (int i = 0; i < parts.Length; i++)
        {
            reached[i + 1] |= reached[i] && parts[i].IsAnyNumber;
        }
    }
}
