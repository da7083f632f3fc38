using PromRuleLint.Regex;
using PromRuleLint.Text;

namespace PromRuleLint.Checks.Semantics;

/// <summary>Whether a text is written as a regular expression, and not as a version, a host, a path, a glob or a number.</summary>
internal static class PatternShape
{
    /// <summary>No value of a label that anyone writes by hand is longer.</summary>
    private const int MaxLength = 1024;

    /// <summary>Each pattern has one of them.</summary>
    private static readonly AsciiSet Signs = new(@".[\(^$|");

    /// <summary>
    /// A wildcard (<c>.*</c>, <c>.+</c>, not the <c>*.*</c> of a glob), a class with a range, a class with a quantifier or an escaped dot, a
    /// group of alternatives, flags, a status code with dots for its digits, an anchor at an end.
    /// </summary>
    private static readonly Re2Pattern Shape = Re2Pattern.Parse(string.Join('|', new[]
    {
        @"(.*[^*])?\.[*+].*",
        @".*\[[^\]\[]*[0-9A-Za-z]-[0-9A-Za-z][^\]\[]*\].*",
        @".*\[[^\]\[]+\][.*+?{].*",
        @".*\\[dwsDWS][*+{].*",
        @".*[0-9]\\d.*",
        @".*\\d\\d.*",
        @".*[0-9A-Za-z]\\\.[0-9A-Za-z].*",
        @".*\([^()|]+\|[^()]*\).*",
        @"\(\?.*",
        @"[1-9]\.\.",
        @"\^.+",
        @"[^${]+\$",
    }));

    /// <summary>Whether the text has what only patterns have.</summary>
    public static bool IsPattern(string text) => Signs.IsIn(text) && text.Length <= MaxLength && (Shape.IsMatch(text) || IsAlternatives(text));

    /// <summary>Plain words with bars between: <c>Running|Succeeded</c>.</summary>
    private static bool IsAlternatives(string text)
    {
        if (!text.Contains('|', StringComparison.Ordinal))
        {
            return false;
        }

        foreach (string word in text.Split('|'))
        {
            if (word.Length == 0 || word.Any(static c => !char.IsLetterOrDigit(c) && c is not ('_' or '-' or '.' or '/' or ':' or '*' or '+')))
            {
                return false;
            }
        }

        return true;
    }
}
