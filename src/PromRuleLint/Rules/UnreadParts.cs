using System.Collections.Immutable;
using PromRuleLint.Text;

namespace PromRuleLint.Rules;

/// <summary>Finds the rules and tests of which a part could not be read, so that the rest does not mean what was written.</summary>
internal static class UnreadParts
{
    /// <summary>Which of some mappings, in the order of the text, the unread parts belong to.</summary>
    public static ImmutableArray<SourceRange> Cut(SourceText source, ImmutableArray<SourceRange> unread, IReadOnlyList<SourceRange> mappings)
    {
        var cut = ImmutableArray.CreateBuilder<SourceRange>();
        var known = new HashSet<SourceRange>();
        foreach (SourceRange part in unread)
        {
            int i = LastAtOrBefore(mappings, part.Start);

            // What stands further left than the keys of the mapping is no part of it, but for text that is no item: it may have strayed from it.
            bool isOfIt = i >= 0 && (IsStray(source.Text, part) || source.GetPosition(part.Start).Column >= source.GetPosition(mappings[i].Start).Column);
            if (isOfIt && known.Add(mappings[i]))
            {
                cut.Add(mappings[i]);
            }
        }

        return cut.ToImmutable();
    }

    private static int LastAtOrBefore(IReadOnlyList<SourceRange> mappings, int start)
    {
        int low = 0;
        int high = mappings.Count;
        while (low < high)
        {
            int middle = (low + high) / 2;
            if (mappings[middle].Start > start)
            {
                high = middle;
            }
            else
            {
                low = middle + 1;
            }
        }

        return low - 1;
    }

    /// <summary>Whether a part is neither a list item nor what a merge left.</summary>
    private static bool IsStray(string text, SourceRange part) => part.Start < text.Length && text[part.Start] is not ('-' or '<' or '=' or '|' or '>');
}
