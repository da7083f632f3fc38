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

    private readonly string[][] _alternatives;

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

    private static string[] SplitParts(string pattern)
    {
        var parts = new List<string>();
        foreach (string part in pattern.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            // Two in a row mean what one means.
            if (part != "." && !(part == "**" && parts is [.., "**"]))
            {
                parts.Add(part);
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

    private static bool IsMatch(string[] parts, string[] path)
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

                if (parts[i] == "**")
                {
                    next[i] = true;
                }
                else if (MatchesPart(parts[i], name))
                {
                    next[i + 1] = true;
                }
            }

            reached = next;
            CloseOverEmpty(parts, reached);
        }

        return reached[^1];
    }

    private static void CloseOverEmpty(string[] parts, bool[] reached)
    {
        for (int i = 0; i < parts.Length; i++)
        {
            reached[i + 1] |= reached[i] && parts[i] == "**";
        }
    }

    // The last star is the only one that needs to be tried again, so the cost is the product of the lengths at worst.
    private static bool MatchesPart(string pattern, string name)
    {
        int p = 0;
        int n = 0;
        int star = -1;
        int resume = 0;
        while (n < name.Length)
        {
            if (p < pattern.Length && pattern[p] == '*')
            {
                star = p++;
                resume = n;
            }
            else if (p < pattern.Length && MatchesOne(pattern, p, name[n]) is var length and > 0)
            {
                p += length;
                n++;
            }
            else if (star >= 0)
            {
                p = star + 1;
                n = ++resume;
            }
            else
            {
                return false;
            }
        }

        while (p < pattern.Length && pattern[p] == '*')
        {
            p++;
        }

        return p == pattern.Length;
    }

    /// <summary>How long what stands at a place of a pattern is where it is a character; 0 where it is another one.</summary>
    private static int MatchesOne(string pattern, int p, char character)
    {
        if (pattern[p] == '[' && pattern.Length <= MaxLength)
        {
            bool isNegated = p + 1 < pattern.Length && pattern[p + 1] is ('!' or '^');
            int start = p + (isNegated ? 2 : 1);

            // A bracket that comes first is one of the characters.
            int end = start + 1 < pattern.Length ? pattern.IndexOf(']', start + 1) : -1;
            if (end >= 0)
            {
                return IsIn(pattern.AsSpan(start, end - start), character) != isNegated ? end - p + 1 : 0;
            }
        }

        return pattern[p] == '?' || pattern[p] == character ? 1 : 0;
    }

    private static bool IsIn(ReadOnlySpan<char> set, char character)
    {
        for (int i = 0; i < set.Length; i++)
        {
            if (i + 2 < set.Length && set[i + 1] == '-')
            {
                if (set[i] <= character && character <= set[i + 2])
                {
                    return true;
                }

                i += 2;
            }
            else if (set[i] == character)
            {
                return true;
            }
        }

        return false;
    }
}
