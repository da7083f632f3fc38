using System.Collections.Immutable;
using System.Text;
using PromRuleLint.Text;

namespace PromRuleLint.Regex;

/// <summary>
/// The finite set that the reference finds in a pattern: <c>optimizeAlternatingLiterals</c> and <c>findSetMatches</c> of
/// <c>model/labels/regexp.go</c>, with what they give up on: parts where case does not matter mixed with parts where it
/// does, optional parts, anchors inside, more than 256 strings.
/// </summary>
internal static class Re2Alternatives
{
    /// <summary>The reference's <c>maxSetMatches</c>.</summary>
    public const int MaxCount = 256;

    /// <summary>More parts side by side than anybody writes; joining them one by one would take time in the square of their number.</summary>
    public const int MaxParts = 1000;

    /// <summary>How long all strings together may grow; the reference has no such limit.</summary>
    private const int MaxTotalLength = 1 << 18;

    private static readonly AsciiSet MetaButAlternation = new(@"\.+*?()[]{}^$");

    /// <summary>The set; default where the reference finds none.</summary>
    public static ImmutableArray<string> Find(string pattern, Re2Node root)
    {
        if (!MetaButAlternation.IsIn(pattern))
        {
            string[] literals = pattern.Length == 0 ? [] : pattern.Split('|');
            return literals.Length is 0 or > MaxCount ? default : [.. literals.Distinct(StringComparer.Ordinal)];
        }

        Re2Node node = StripCapture(root);
        bool caseSensitive;
        List<string>? found = node.Op == Re2Op.Concat ? FindInConcat(StripAnchors(node.Children), "", out caseSensitive) : Find(node, "", out caseSensitive);
        return found is null || !caseSensitive ? default : [.. found.Distinct(StringComparer.Ordinal)];
    }

    private static Re2Node StripCapture(Re2Node node)
    {
        while (node.Op == Re2Op.Capture)
        {
            node = node.Children[0];
        }

        return node;
    }

    private static ReadOnlySpan<Re2Node> StripAnchors(ReadOnlySpan<Re2Node> children)
    {
        children = children.Length > 0 && children[0].Op == Re2Op.BeginText ? children[1..] : children;
        return children.Length > 0 && children[^1].Op == Re2Op.EndText ? children[..^1] : children;
    }

    private static List<string>? Find(Re2Node node, string start, out bool caseSensitive)
    {
        caseSensitive = !node.Fold;
        switch (node.Op)
        {
            case Re2Op.Literal:
                return [start + ToText(node.Runes)];
            case Re2Op.Empty:
                return start.Length > 0 ? [start] : null;
            case Re2Op.Capture:
                return Find(StripCapture(node), start, out caseSensitive);
            case Re2Op.Concat:
                return FindInConcat(node.Children, start, out caseSensitive);
            case Re2Op.Alternate:
                return FindInAlternate(node.Children, start, out caseSensitive);
            case Re2Op.Class when node.Runes.Length > 0 && RuneSets.Count(node.Runes) <= MaxCount:
                return [.. Runes(node.Runes).Select(rune => start + ToText([rune]))];
            default:
                return null;
        }
    }

    private static List<string>? FindInConcat(ReadOnlySpan<Re2Node> children, string start, out bool caseSensitive)
    {
        caseSensitive = true;
        if (children.IsEmpty || children.Length > MaxParts)
        {
            return null;
        }

        List<string> matches = [start];
        for (int i = 0; i < children.Length; i++)
        {
            var next = new List<string>();
            int length = 0;
            for (int j = 0; j < matches.Count; j++)
            {
                List<string>? found = Find(children[i], matches[j], out bool sensitive);
                caseSensitive = i == 0 && j == 0 ? sensitive : caseSensitive;
                if (found is null || sensitive != caseSensitive || next.Count + found.Count > MaxCount)
                {
                    return null;
                }

                next.AddRange(found);
                foreach (string text in found)
                {
                    length += text.Length;
                }

                if (length > MaxTotalLength)
                {
                    return null;
                }
            }

            matches = next;
        }

        return matches;
    }

    private static List<string>? FindInAlternate(Re2Node[] children, string start, out bool caseSensitive)
    {
        caseSensitive = true;
        var matches = new List<string>();
        for (int i = 0; i < children.Length; i++)
        {
            List<string>? found = Find(children[i], start, out bool sensitive);
            caseSensitive = i == 0 ? sensitive : caseSensitive;
            if (found is null || sensitive != caseSensitive || matches.Count + found.Count > MaxCount)
            {
                return null;
            }

            matches.AddRange(found);
        }

        return matches;
    }

    /// <summary>Every code point of a set.</summary>
    public static IEnumerable<int> Runes(int[] set)
    {
        for (int i = 0; i < set.Length; i += 2)
        {
            for (int rune = set[i]; rune <= set[i + 1]; rune++)
            {
                yield return rune;
            }
        }
    }

    /// <summary>Code points as text; a surrogate, which no value can hold, as the replacement character.</summary>
    public static string ToText(ReadOnlySpan<int> runes)
    {
        char[] ascii = new char[runes.Length];
        int count = 0;
        while (count < runes.Length && runes[count] < 0x80)
        {
            ascii[count] = (char)runes[count];
            count++;
        }

        if (count == runes.Length)
        {
            return new string(ascii);
        }

        var text = new StringBuilder(runes.Length);
        foreach (int rune in runes)
        {
            text.Append(Rune.IsValid(rune) ? new Rune(rune).ToString() : "\uFFFD");
        }

        return text.ToString();
    }
}
