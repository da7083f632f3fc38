using PromRuleLint.Diagnostics;
using PromRuleLint.PromQL.Syntax;
using PromRuleLint.Text;

namespace PromRuleLint.Checks.Semantics;

/// <summary>How label matchers are written, for messages and fixes.</summary>
internal static class MatcherText
{
    /// <summary>The operator as it is written.</summary>
    public static string Operator(MatchType type) => type switch
    {
        MatchType.Equal => "=",
        MatchType.NotEqual => "!=",
        MatchType.Regexp => "=~",
        _ => "!~",
    };

    /// <summary>Whether the matcher compares with a pattern.</summary>
    public static bool IsRegexp(LabelMatcher matcher) => matcher.Type is MatchType.Regexp or MatchType.NotRegexp;

    /// <summary>Whether the matcher keeps what its value or pattern matches; otherwise it drops that.</summary>
    public static bool IsPositive(LabelMatcher matcher) => matcher.Type is MatchType.Equal or MatchType.Regexp;

    /// <summary>The matcher as it stands in the expression.</summary>
    public static string Show(ExpressionContext context, LabelMatcher matcher) => matcher.Range.In(context.Expression.Text).ToString();

    /// <summary>A value as a PromQL string, in the quotes that the matcher has where they can hold it.</summary>
    public static string Quote(string expression, LabelMatcher matcher, string value) => Quote(expression, matcher.ValueRange, value);

    /// <summary>A value as a PromQL string, in the quotes that the string at a place has where they can hold it.</summary>
    public static string Quote(string expression, TextRange place, string value)
    {
        char quote = expression[place.Start];
        if (quote == '`' && !value.Contains('`', StringComparison.Ordinal))
        {
            return $"`{value}`";
        }

        quote = quote == '\'' ? '\'' : '"';
        string escaped = value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace(quote.ToString(), $"\\{quote}", StringComparison.Ordinal)
            .Replace("\n", "\\n", StringComparison.Ordinal).Replace("\r", "\\r", StringComparison.Ordinal).Replace("\t", "\\t", StringComparison.Ordinal);
        return $"{quote}{escaped}{quote}";
    }

    /// <summary>A fix that gives the matcher another operator and value.</summary>
    public static CodeFix? Rewrite(ExpressionContext context, LabelMatcher matcher, MatchType type, string value, bool isSafe)
    {
        string text = Operator(type) + Quote(context.Expression.Text, matcher, value);
        return context.Fix($"Write {matcher.Name}{text}", isSafe, (new TextRange(matcher.OperatorRange.Start, matcher.ValueRange.End), text));
    }

    /// <summary>A fix that takes the matcher out with its comma; null where nothing would be left to select by.</summary>
    public static CodeFix? Remove(ExpressionContext context, VectorSelector selector, LabelMatcher matcher) =>
        RemovalRange(selector, matcher) is { } range ? context.Fix($"Remove {matcher.Name}", isSafe: true, (range, "")) : null;

    /// <summary>What goes when the matcher is taken out: the matcher and one comma, or the braces if nothing else is in them.</summary>
    public static TextRange? RemovalRange(VectorSelector selector, LabelMatcher matcher)
    {
        int index = selector.Matchers.IndexOf(matcher);
        if (selector.Matchers.Length == 1)
        {
            return selector.NameRange.IsEmpty || selector.BracesRange.IsEmpty || selector.BracesRange.Contains(selector.NameRange) ? null : selector.BracesRange;
        }

        return index + 1 < selector.Matchers.Length
            ? new TextRange(matcher.Range.Start, selector.Matchers[index + 1].Range.Start)
            : new TextRange(selector.Matchers[index - 1].Range.End, matcher.Range.End);
    }
}
