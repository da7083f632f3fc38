using System.Collections.Immutable;
using System.Runtime.InteropServices;
using PromRuleLint.Text;

namespace PromRuleLint.Regex;

/// <summary>What can be read off a parsed pattern without running it.</summary>
internal sealed class Re2Facts
{
    private const int MaxAffixLength = 1024;
    private const int MaxTotalLength = 65_536;

    // Few patterns have anchors: for the others nothing is made.
    private HashSet<Re2Node>? _redundant;
    private List<TextRange>? _redundantAnchors;

    public Re2Facts(Re2Node root)
    {
        FindRedundantAnchors(root, atStart: true, atEnd: true);
        RedundantAnchors = _redundantAnchors is null ? [] : [.. _redundantAnchors];
        FiniteMatches = Enumerate(root) is { } finite ? [.. finite] : default;
        Prefix = Re2Alternatives.ToText(CollectionsMarshal.AsSpan(Affix(root, fromEnd: false).Runes));
        List<int> suffix = Affix(root, fromEnd: true).Runes;
        suffix.Reverse();
        Suffix = Re2Alternatives.ToText(CollectionsMarshal.AsSpan(suffix));
        FindWildcards(root);
        HasWildcardPart = HasWildcard(root);
        Branches = FindBranches(root);
    }

    public ImmutableArray<TextRange> RedundantAnchors { get; }

    public ImmutableArray<string> FiniteMatches { get; }

    public string Prefix { get; }

    public string Suffix { get; }

    public TextRange? LeadingWildcard { get; private set; }

    public TextRange? TrailingWildcard { get; private set; }

    public ImmutableArray<TextRange> Branches { get; }

    public bool HasWildcardPart { get; }

    private bool IsRedundant(Re2Node node) => _redundant?.Contains(node) == true;

    private static bool IsWidthless(Re2Node node) => node.Op switch
    {
        Re2Op.Empty or (>= Re2Op.BeginLine and <= Re2Op.NoWordBoundary) => true,
        Re2Op.Capture or Re2Op.Concat or Re2Op.Alternate => Array.TrueForAll(node.Children, IsWidthless),
        Re2Op.Repeat => node.Max == 0 || IsWidthless(node.Children[0]),
        _ => false,
    };

    private void FindRedundantAnchors(Re2Node node, bool atStart, bool atEnd)
    {
        switch (node.Op)
        {
            case Re2Op.BeginText when atStart:
            case Re2Op.EndText when atEnd:
                (_redundant ??= new(ReferenceEqualityComparer.Instance)).Add(node);
                break;
            case Re2Op.Capture or Re2Op.Alternate:
                foreach (Re2Node child in node.Children)
                {
                    FindRedundantAnchors(child, atStart, atEnd);
                }

                break;
            case Re2Op.Concat:
                int head = 0;
                while (head < node.Children.Length && IsWidthless(node.Children[head]))
                {
                    head++;
                }

                int tail = node.Children.Length - 1;
                while (tail >= 0 && IsWidthless(node.Children[tail]))
                {
                    tail--;
                }

                for (int i = 0; i < node.Children.Length; i++)
                {
                    FindRedundantAnchors(node.Children[i], atStart && i <= head, atEnd && i >= tail);
                    if (IsRedundant(node.Children[i]))
                    {
                        (_redundantAnchors ??= []).Add(node.Children[i].Range);
                    }
                }

                break;
        }
    }

    /// <summary>All strings of a node; null where there are too many, or an assertion makes it hard to say.</summary>
    private HashSet<string>? Enumerate(Re2Node node)
    {
        switch (node.Op)
        {
            case Re2Op.Empty:
                return [""];
            case Re2Op.BeginText or Re2Op.EndText:
                return IsRedundant(node) ? [""] : null;
            case Re2Op.Literal:
                return node.Fold ? EnumerateFolded(node.Runes) : Array.TrueForAll(node.Runes, System.Text.Rune.IsValid) ? [Re2Alternatives.ToText(node.Runes)] : [];
            case Re2Op.Class:
                return RuneSets.Count(node.Runes) > Re2Alternatives.MaxCount ? null
                    : [.. Re2Alternatives.Runes(node.Runes).Where(System.Text.Rune.IsValid).Select(rune => Re2Alternatives.ToText([rune]))];
            case Re2Op.Capture:
                return Enumerate(node.Children[0]);
            case Re2Op.Alternate:
                return EnumerateAlternate(node.Children);
            case Re2Op.Concat:
                return EnumerateConcat(node.Children);
            case Re2Op.Repeat:
                return EnumerateRepeat(node);
            default:
                return null;
        }
    }

    private static HashSet<string>? EnumerateFolded(int[] runes)
    {
        HashSet<string> all = [""];
        foreach (int rune in runes)
        {
            HashSet<string> orbit = [Re2Alternatives.ToText([rune])];
            for (int other = CaseFolding.Next(rune); other != rune; other = CaseFolding.Next(other))
            {
                orbit.Add(Re2Alternatives.ToText([other]));
            }

            if (Product(all, orbit) is not { } next)
            {
                return null;
            }

            all = next;
        }

        return all;
    }

    private HashSet<string>? EnumerateAlternate(Re2Node[] children)
    {
        var all = new HashSet<string>(StringComparer.Ordinal);
        foreach (Re2Node child in children)
        {
            if (Enumerate(child) is not { } found)
            {
                return null;
            }

            all.UnionWith(found);
            if (all.Count > Re2Alternatives.MaxCount)
            {
                return null;
            }
        }

        return all;
    }

    private HashSet<string>? EnumerateConcat(Re2Node[] children)
    {
        if (children.Length > Re2Alternatives.MaxParts)
        {
            return null;
        }

        HashSet<string>? all = [""];
        foreach (Re2Node child in children)
        {
            if (Enumerate(child) is not { } found)
            {
                return null;
            }

            all = Product(all, found);
            if (all is null)
            {
                return null;
            }
        }

        return all;
    }

    private HashSet<string>? EnumerateRepeat(Re2Node node)
    {
        if (node.Max == 0)
        {
            return [""];
        }

        HashSet<string>? one = Enumerate(node.Children[0]);
        if (one is null || (node.Max < 0 && one.Any(text => text.Length > 0)))
        {
            return null;
        }

        HashSet<string>? power = [""];
        HashSet<string> all = node.Min == 0 ? [""] : [];
        for (int i = 1; i <= (node.Max < 0 ? Math.Max(node.Min, 1) : node.Max); i++)
        {
            power = Product(power, one);
            if (power is null)
            {
                return null;
            }

            if (i >= node.Min)
            {
                all.UnionWith(power);
            }

            if (all.Count > Re2Alternatives.MaxCount)
            {
                return null;
            }
        }

        return all;
    }

    private static HashSet<string>? Product(HashSet<string> left, HashSet<string> right)
    {
        if ((long)left.Count * right.Count > Re2Alternatives.MaxCount)
        {
            return null;
        }

        if (right.Count == 1 && right.Contains(""))
        {
            return left;
        }

        var all = new HashSet<string>(StringComparer.Ordinal);
        int length = 0;
        foreach (string first in left)
        {
            foreach (string second in right)
            {
                length += first.Length + second.Length;
                if (length > MaxTotalLength)
                {
                    return null;
                }

                all.Add(first + second);
            }
        }

        return all;
    }

    /// <summary>The code points every match starts with, or, backwards, ends with; <c>Whole</c> where that is all of the match.</summary>
    private static (List<int> Runes, bool Whole) Affix(Re2Node node, bool fromEnd)
    {
        switch (node.Op)
        {
            case Re2Op.Literal:
                List<int> certain = CertainRunes(node, fromEnd);
                return (certain, certain.Count == node.Runes.Length);
            case Re2Op.Class when node.Runes.Length == 2 && node.Runes[0] == node.Runes[1]:
                return ([node.Runes[0]], true);
            case Re2Op.Empty or (>= Re2Op.BeginLine and <= Re2Op.NoWordBoundary):
                return ([], true);
            case Re2Op.Capture:
                return Affix(node.Children[0], fromEnd);
            case Re2Op.Concat:
                return ConcatAffix(node.Children, fromEnd);
            case Re2Op.Alternate:
                return CommonAffix(node.Children, fromEnd);
            case Re2Op.Repeat when node.Min > 0:
                return (Affix(node.Children[0], fromEnd).Runes, false);
            default:
                return ([], false);
        }
    }

    private static List<int> CertainRunes(Re2Node literal, bool fromEnd)
    {
        List<int> certain = [];
        for (int i = 0; i < literal.Runes.Length && certain.Count < MaxAffixLength; i++)
        {
            int rune = literal.Runes[fromEnd ? literal.Runes.Length - 1 - i : i];
            if (!System.Text.Rune.IsValid(rune) || (literal.Fold && CaseFolding.Next(rune) != rune))
            {
                break;
            }

            certain.Add(rune);
        }

        return certain;
    }

    private static (List<int> Runes, bool Whole) ConcatAffix(Re2Node[] children, bool fromEnd)
    {
        var all = new List<int>();
        for (int i = 0; i < children.Length; i++)
        {
            (List<int> runes, bool whole) = Affix(children[fromEnd ? children.Length - 1 - i : i], fromEnd);
            all.AddRange(runes);
            if (!whole || all.Count > MaxAffixLength)
            {
                return (all, false);
            }
        }

        return (all, true);
    }

    private static (List<int> Runes, bool Whole) CommonAffix(Re2Node[] children, bool fromEnd)
    {
        (List<int> common, bool whole) = Affix(children[0], fromEnd);
        for (int i = 1; i < children.Length && (common.Count > 0 || whole); i++)
        {
            (List<int> runes, bool childWhole) = Affix(children[i], fromEnd);
            int same = 0;
            while (same < common.Count && same < runes.Count && common[same] == runes[same])
            {
                same++;
            }

            whole = whole && childWhole && same == common.Count && same == runes.Count;
            common.RemoveRange(same, common.Count - same);
        }

        return (common, whole);
    }

    private void FindWildcards(Re2Node root)
    {
        if (root.Op != Re2Op.Concat)
        {
            return;
        }

        Re2Node[] parts = [.. root.Children.Where(child => !IsRedundant(child))];
        if (parts.Length > 1)
        {
            LeadingWildcard = IsWildcard(parts[0]) ? parts[0].Range : null;
            TrailingWildcard = IsWildcard(parts[^1]) ? parts[^1].Range : null;
        }
    }

    private static bool HasWildcard(Re2Node node) => node.Op switch
    {
        Re2Op.Capture or Re2Op.Alternate => Array.Exists(node.Children, HasWildcard),
        Re2Op.Concat => Array.Exists(node.Children, child => child is { Op: Re2Op.Repeat, Max: -1 } && child.Children[0].Op == Re2Op.Any || HasWildcard(child)),
        _ => false,
    };

    private static bool IsWildcard(Re2Node node) => node is { Op: Re2Op.Repeat, Min: 0, Max: -1 } && node.Children[0].Op == Re2Op.Any;

    private static ImmutableArray<TextRange> FindBranches(Re2Node root)
    {
        Re2Node node = root.Op == Re2Op.Capture ? root.Children[0] : root;
        return node.Op == Re2Op.Alternate ? ImmutableCollectionsMarshal.AsImmutableArray(Array.ConvertAll(node.Children, static child => child.Range)) : [root.Range];
    }
}
