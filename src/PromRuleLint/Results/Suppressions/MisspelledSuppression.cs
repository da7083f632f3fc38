using System.Buffers;
using PromRuleLint.Text;

namespace PromRuleLint.Results.Suppressions;

/// <summary>Finds comments that are meant as suppressions but have no effect, because the name is misspelled or other words stand before it.</summary>
internal static class MisspelledSuppression
{
    private const string Prefix = "promrulelint";

    private static readonly SearchValues<char> NameCharacters = SearchValues.Create("abcdefghijklmnopqrstuvwxyz-");

    /// <summary>What is wrong with a comment; null where it is a comment like any other.</summary>
    /// <param name="comment">The comment, from its <c>#</c>; it does not begin with <c># promrulelint</c>.</param>
    public static string? Describe(ReadOnlySpan<char> comment)
    {
        if (comment.IndexOf("lint", StringComparison.OrdinalIgnoreCase) < 0)
        {
            return null;
        }

        ReadOnlySpan<char> rest = comment.TrimStart("# \t");
        bool isFirst = true;
        while (!rest.IsEmpty)
        {
            int end = rest.IndexOfAny(" \t:/=");
            ReadOnlySpan<char> word = end < 0 ? rest : rest[..end];
            ReadOnlySpan<char> after = end < 0 ? default : rest[end..].TrimStart(" \t:/=");
            bool isJoined = false;
            if (word.StartsWith(Prefix + "-", StringComparison.OrdinalIgnoreCase))
            {
                after = rest[(Prefix.Length + 1)..];
                word = word[..Prefix.Length];
                isJoined = true;
            }

            if (IsPrefix(word, isFirst) && KeywordOf(after) is { } keyword && (isFirst || NamesCheck(after[keyword.Length..])))
            {
                string why = !isFirst ? "other words stand before 'promrulelint'"
                    : !word.SequenceEqual(Prefix) ? $"'{word}' must be 'promrulelint'"
                    : isJoined || end < 0 || rest[end] is not (' ' or '\t') ? $"only a space may stand between 'promrulelint' and '{keyword}'"
                    : $"'{after[..keyword.Length]}' must be '{keyword}'";
                return $"This suppresses nothing, for {why}; begin the comment with '# promrulelint {keyword}'";
            }

            isFirst = false;
            int next = rest.IndexOfAny(' ', '\t');
            rest = next < 0 ? default : rest[next..].TrimStart(" \t");
        }

        return null;
    }

    /// <summary>Whether a word is the name of this tool; at the beginning of a comment a misspelled one counts too.</summary>
    private static bool IsPrefix(ReadOnlySpan<char> word, bool isFirst) =>
        word.Equals(Prefix, StringComparison.OrdinalIgnoreCase) || (isFirst && NearestName.Find(word, [Prefix], maxEdits: 2) is not null);

    private static string? KeywordOf(ReadOnlySpan<char> text)
    {
        int end = text.IndexOfAny(" \t:");
        ReadOnlySpan<char> word = end < 0 ? text : text[..end];
        foreach (string keyword in SuppressionParser.Words)
        {
            if (word.Equals(keyword, StringComparison.OrdinalIgnoreCase))
            {
                return keyword;
            }
        }

        return null;
    }

    /// <summary>Whether a text begins with what looks like the id or the name of a check.</summary>
    private static bool NamesCheck(ReadOnlySpan<char> text)
    {
        text = text.TrimStart(" \t:");
        int end = text.IndexOfAny(" \t,");
        ReadOnlySpan<char> name = end < 0 ? text : text[..end];
        return name is ['P', 'R', 'L', _, _, _, _] || (name.Contains('-') && name.IndexOfAnyExcept(NameCharacters) < 0 && name[0] != '-');
    }
}
