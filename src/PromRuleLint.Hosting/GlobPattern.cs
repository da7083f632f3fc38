namespace PromRuleLint.Hosting;

/// <summary>
/// A glob over paths with <c>/</c> between the parts: <c>*</c> is any text inside one part, <c>?</c> one character of a
/// part, <c>**</c> as a whole part any number of parts, none included. Upper and lower case differ. Nothing else is
/// special, so a name with brackets or braces is itself.
/// </summary>
public sealed class GlobPattern
{
    private readonly string[] _parts;

    /// <summary>Reads a pattern; a backslash separates parts too.</summary>
    public GlobPattern(string pattern)
    {
        Pattern = pattern.Replace('\\', '/');
        var parts = new List<string>();
        foreach (string part in Pattern.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            // Two in a row mean what one means.
            if (part != "." && !(part == "**" && parts is [.., "**"]))
            {
                parts.Add(part);
            }
        }

        _parts = [.. parts];
    }

    /// <summary>The pattern with <c>/</c> between its parts.</summary>
    public string Pattern { get; }

    /// <summary>Whether a text has a character that is special in a glob.</summary>
    public static bool IsGlob(string text) => text.AsSpan().ContainsAny('*', '?');

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
    public bool IsMatch(string path) => IsMatch(path.Split(['/', '\\'], StringSplitOptions.RemoveEmptyEntries));

    private bool IsMatch(string[] path)
    {
        // reached[i]: the path's parts read so far are matched by the first i parts of the pattern. Each row costs one
        // pass over the pattern, so no path makes it slow.
        bool[] reached = new bool[_parts.Length + 1];
        reached[0] = true;
        CloseOverEmpty(reached);
        foreach (string name in path)
        {
            bool[] next = new bool[_parts.Length + 1];
            for (int i = 0; i < _parts.Length; i++)
            {
                if (!reached[i])
                {
                    continue;
                }

                if (_parts[i] == "**")
                {
                    next[i] = true;
                }
                else if (MatchesPart(_parts[i], name))
                {
                    next[i + 1] = true;
                }
            }

            reached = next;
            CloseOverEmpty(reached);
        }

        return reached[^1];
    }

    private void CloseOverEmpty(bool[] reached)
    {
        for (int i = 0; i < _parts.Length; i++)
        {
            reached[i + 1] |= reached[i] && _parts[i] == "**";
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
            else if (p < pattern.Length && (pattern[p] == '?' || pattern[p] == name[n]))
            {
                p++;
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
}
