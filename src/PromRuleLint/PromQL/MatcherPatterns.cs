using PromRuleLint.PromQL.Syntax;
using PromRuleLint.Regex;
using PromRuleLint.Text;
using MatchType = PromRuleLint.PromQL.Syntax.MatchType;

namespace PromRuleLint.PromQL;

/// <summary>What matchers let through.</summary>
internal static class MatcherPatterns
{
    /// <summary>The error of a matcher's pattern, or null where it is valid.</summary>
    /// <param name="matcher">A matcher with <c>=~</c> or <c>!~</c>.</param>
    /// <param name="text">The text of the expression.</param>
    public static PromQLError? Error(LabelMatcher matcher, string text)
    {
        if (IsPlainlyValid(matcher.Value) || matcher.Pattern?.Error is not { } error)
        {
            return null;
        }

        // Without escapes the pattern stands in the text as it is, so the fault inside it can be shown.
        TextRange value = matcher.ValueRange;
        bool verbatim = value.Length - 2 == matcher.Value.Length
            && text.AsSpan(value.Start + 1, value.Length - 2).SequenceEqual(matcher.Value);
        TextRange range = verbatim && !error.Range.IsEmpty ? error.Range.Shift(value.Start + 1) : value;
        return new PromQLError(PromQLErrorKind.InvalidRegexp, range, $"the pattern of the label '{matcher.Name}' is no valid regular expression: {error.Message}");
    }

    /// <summary>Whether a series without the label satisfies the matcher.</summary>
    public static bool MatchesEmpty(LabelMatcher matcher) => matcher.Type switch
    {
        MatchType.Equal => matcher.Value.Length == 0,
        MatchType.NotEqual => matcher.Value.Length != 0,
        MatchType.Regexp => PatternMatchesEmpty(matcher),
        _ => !PatternMatchesEmpty(matcher),
    };

    /// <summary>Whether a value satisfies the matcher; the empty one stands for a missing label.</summary>
    public static bool Matches(LabelMatcher matcher, string value) => matcher.Type switch
    {
        MatchType.Equal => value == matcher.Value,
        MatchType.NotEqual => value != matcher.Value,
        MatchType.Regexp => matcher.Pattern!.TryMatch(value) != false,
        _ => matcher.Pattern!.TryMatch(value) != true,
    };

    /// <summary>
    /// Whether each value that satisfies <paramref name="stronger"/> satisfies <paramref name="weaker"/> too; false also where
    /// finding out would take too much work, and where a pattern is invalid. The labels are not looked at.
    /// </summary>
    public static bool Implies(LabelMatcher stronger, LabelMatcher weaker)
    {
        if (stronger.Pattern?.Error is not null || weaker.Pattern?.Error is not null)
        {
            return false;
        }

        if (stronger.Type == MatchType.Equal)
        {
            // What would take too much work to know is not implied.
            return weaker.Pattern is { } pattern ? pattern.TryMatch(stronger.Value) == (weaker.Type == MatchType.Regexp) : Matches(weaker, stronger.Value);
        }

        var matched = new List<Re2Pattern>(2);
        var notMatched = new List<Re2Pattern>(2);
        (stronger.Type is MatchType.Regexp ? matched : notMatched).Add(AsPattern(stronger));
        (weaker.Type is MatchType.NotEqual or MatchType.NotRegexp ? matched : notMatched).Add(AsPattern(weaker));
        return Re2Pattern.CanMatchTogether(matched, notMatched) == false;
    }

    /// <summary>What the matcher compares with as a pattern: of an equality, the pattern that matches just its value.</summary>
    public static Re2Pattern AsPattern(LabelMatcher matcher) => matcher.Pattern ?? Re2Pattern.Parse(Re2Pattern.Quote(matcher.Value));

    private static bool PatternMatchesEmpty(LabelMatcher matcher) => matcher.Value switch
    {
        "" or ".*" => true,
        ".+" => false,
        _ => matcher.Pattern!.MatchesEmpty,
    };

    /// <summary>
    /// Whether a pattern is one of the usual kind, valid at a glance: words, dots, alternatives, groups, and at most one repetition
    /// after each of them. What it does not know it leaves to the real reader.
    /// </summary>
    private static bool IsPlainlyValid(string pattern)
    {
        int open = 0;
        bool repeatable = false;
        for (int i = 0; i < pattern.Length; i++)
        {
            char c = pattern[i];
            switch (c)
            {
                case '*' or '+' or '?' when repeatable:
                    repeatable = false;
                    break;
                case '|' or '^' or '$':
                    repeatable = false;
                    break;
                case '(' when open < 20:
                    open++;
                    repeatable = false;
                    break;
                case ')' when open > 0:
                    open--;
                    repeatable = true;
                    break;
                case '\\' when i + 1 < pattern.Length && pattern[i + 1] is '.' or '-' or '/' or '+' or '*' or '?' or '(' or ')' or '[' or ']' or '|' or '$' or '^' or '{' or '}' or 'd' or 'w' or 's':
                    i++;
                    repeatable = true;
                    break;
                case '[':
                    i = EndOfPlainClass(pattern, i);
                    if (i < 0)
                    {
                        return false;
                    }

                    repeatable = true;
                    break;
                default:
                    if (!char.IsAsciiLetterOrDigit(c) && !"._-:/, =@#%&~!\"'<>;`".Contains(c))
                    {
                        return false;
                    }

                    repeatable = true;
                    break;
            }
        }

        return open == 0 && pattern.Length < 1000;
    }

    /// <summary>Index of the <c>]</c> of a class of letters, digits and ascending ranges of them; -1 where it holds more.</summary>
    private static int EndOfPlainClass(string pattern, int open)
    {
        int i = open + (open + 1 < pattern.Length && pattern[open + 1] == '^' ? 2 : 1);
        int first = i;
        for (; i < pattern.Length && pattern[i] != ']'; i++)
        {
            if (!char.IsAsciiLetterOrDigit(pattern[i]) && pattern[i] is not ('_' or '.'))
            {
                return -1;
            }

            if (i + 2 < pattern.Length && pattern[i + 1] == '-')
            {
                if (!char.IsAsciiLetterOrDigit(pattern[i + 2]) || pattern[i + 2] < pattern[i])
                {
                    return -1;
                }

                i += 2;
            }
        }

        return i > first && i < pattern.Length ? i : -1;
    }
}
