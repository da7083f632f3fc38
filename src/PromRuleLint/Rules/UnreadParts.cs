using System.Collections.Immutable;
using PromRuleLint.Text;

namespace PromRuleLint.Rules;

/// <summary>Finds the rules and tests of which a part could not be read: what is left of one is not what was meant.</summary>
internal static class UnreadParts
{
    /// <summary>Which of some mappings, in the order of the text, the unread parts belong to.</summary>
    public static ImmutableArray<TextRange> Cut(SourceText source, ImmutableArray<TextRange> unread, IReadOnlyList<TextRange> mappings)
    {
        var cut = ImmutableArray.CreateBuilder<TextRange>();
        foreach (TextRange part in unread)
        {
            int i = mappings.Count - 1;
            while (i >= 0 && mappings[i].Start > part.Start)
            {
                i--;
            }

            // What stands further left than the keys of the mapping is no part of it, but for text that is no item: it may have strayed from it.
            bool isOfIt = i >= 0 && (IsStray(source.Text, part) || source.GetPosition(part.Start).Column >= source.GetPosition(mappings[i].Start).Column);
            if (isOfIt && !cut.Contains(mappings[i]))
            {
                cut.Add(mappings[i]);
            }
        }

        return cut.ToImmutable();
    }

    /// <summary>Whether a part is neither a list item nor what a merge left.</summary>
    private static bool IsStray(string text, TextRange part) => part.Start < text.Length && text[part.Start] is not ('-' or '<' or '=' or '|' or '>');
}
