using System.Globalization;
using System.Text;
using PromRuleLint.PromQL.Syntax;
using PromRuleLint.PromQL.Tokenizing;

namespace PromRuleLint.PromQL.Printing;

/// <summary>The canonical text of selectors and of what follows them.</summary>
internal static class SelectorText
{
    private const string MetricName = "__name__";

    /// <summary>The name that stands before the braces; null where there is none there.</summary>
    public static string? NameBeforeBraces(VectorSelector selector) =>
        selector.Name is { } name && !selector.Matchers.Any(matcher => matcher is { Name: MetricName, Type: MatchType.Equal } && matcher.Value == name) ? name : null;

    /// <summary>The matchers as they are written, in the order in which they are written.</summary>
    public static List<(string Text, LabelMatcher Matcher)> SortedMatchers(VectorSelector selector)
    {
        var texts = new List<(string Text, LabelMatcher Matcher)>(selector.Matchers.Length);
        foreach (LabelMatcher matcher in selector.MatcherSpan)
        {
            texts.Add((Matcher(matcher.Name, matcher.Type, matcher.Value, matcher.Written), matcher));
        }

        // Texts that are equal keep their order, so that comments beside them do.
        return [.. texts.Order(Comparer<(string Text, LabelMatcher Matcher)>.Create(static (a, b) => CompareAsUtf8(a.Text, b.Text)))];
    }

    public static string Matcher(string name, MatchType type, string value, string? written = null)
    {
        var builder = new StringBuilder();
        if (NameScheme.IsValidLabelName(name, utf8: false))
        {
            builder.Append(name);
        }
        else
        {
            GoText.AppendQuoted(builder, name);
        }

        builder.Append(Operator(type));
        if (written is not null)
        {
            return builder.Append(written).ToString();
        }

        GoText.AppendQuoted(builder, value);
        return builder.ToString();
    }

    public static string Operator(MatchType type) => type switch
    {
        MatchType.Equal => "=",
        MatchType.NotEqual => "!=",
        MatchType.Regexp => "=~",
        _ => "!~",
    };

    public static void AppendGroupingLabel(StringBuilder builder, string name)
    {
        // Some words of the language are labels only in quotes.
        if (NameScheme.IsValidLabelName(name, utf8: false) && Keywords.Classify(name).IsLabelName())
        {
            builder.Append(name);
        }
        else
        {
            GoText.AppendQuoted(builder, name);
        }
    }

    public static void Append(StringBuilder builder, VectorSelector selector)
    {
        AppendSeries(builder, selector);
        AppendModifiers(builder, selector);
    }

    public static void Append(StringBuilder builder, MatrixSelector matrix)
    {
        AppendSeries(builder, matrix.Selector);
        AppendWindow(builder, matrix);
    }

    /// <summary>What follows the braces of a selector.</summary>
    public static void AppendModifiers(StringBuilder builder, VectorSelector selector)
    {
        AppendAt(builder, selector.At);
        AppendExtension(builder, selector);
        AppendOffset(builder, selector.Offset);
    }

    /// <summary>What follows the braces of a range selector.</summary>
    public static void AppendWindow(StringBuilder builder, MatrixSelector matrix)
    {
        builder.Append('[');
        AppendDuration(builder, matrix.Window);
        builder.Append(']');
        AppendExtension(builder, matrix.Selector);
        AppendAt(builder, matrix.Selector.At);
        AppendOffset(builder, matrix.Selector.Offset);
    }

    public static void AppendAt(StringBuilder builder, AtModifier? at)
    {
        builder.Append(at?.Kind switch
        {
            null => "",
            AtModifierKind.Start => " @ start()",
            AtModifierKind.End => " @ end()",
            _ => string.Create(CultureInfo.InvariantCulture, $" @ {at.TimestampMilliseconds / 1000.0:F3}"),
        });
    }

    public static void AppendOffset(StringBuilder builder, OffsetModifier? offset)
    {
        // An offset of zero is left out.
        if (offset is not null && (offset.Duration.Expression is not null || offset.Duration.Constant != TimeSpan.Zero))
        {
            builder.Append(" offset ");
            AppendDuration(builder, offset.Duration);
        }
    }

    public static void AppendDuration(StringBuilder builder, DurationSyntax duration)
    {
        if (duration.Expression is { } expression)
        {
            ExprWriter.Write(builder, expression, spans: null);
        }
        else if (duration.Constant == Durations.NotANumber)
        {
            builder.Append("NaN");
        }
        else
        {
            AppendDuration(builder, duration.Constant.GetValueOrDefault().TotalSeconds);
        }
    }

    /// <summary>A duration in seconds; below a millisecond there are no units, so that it is written as a number of seconds then.</summary>
    public static void AppendDuration(StringBuilder builder, double seconds)
    {
        double milliseconds = Math.Round(seconds * 1000);
        if (milliseconds / 1000 != seconds || Math.Abs(seconds) > TimeSpan.MaxValue.TotalSeconds)
        {
            builder.Append(GoText.Decimal(seconds));
        }
        else
        {
            builder.Append(PrometheusDuration.Format(TimeSpan.FromMilliseconds(milliseconds)));
        }
    }

    private static void AppendSeries(StringBuilder builder, VectorSelector selector)
    {
        string? name = NameBeforeBraces(selector);
        builder.Append(name);
        if (selector.Matchers.IsEmpty)
        {
            builder.Append(name is null ? "{}" : "");
            return;
        }

        builder.Append('{').AppendJoin(',', SortedMatchers(selector).Select(static matcher => matcher.Text)).Append('}');
    }

    private static void AppendExtension(StringBuilder builder, VectorSelector selector)
    {
        builder.Append(selector.Extension switch
        {
            SelectorExtension.Anchored => " anchored",
            SelectorExtension.Smoothed => " smoothed",
            _ => "",
        });
    }

    /// <summary>Orders as the bytes of UTF-8 do, which is by code point.</summary>
    private static int CompareAsUtf8(string a, string b)
    {
        int same = a.AsSpan().CommonPrefixLength(b);
        if (same == a.Length || same == b.Length)
        {
            return a.Length.CompareTo(b.Length);
        }

        bool aIsHigh = char.IsSurrogate(a[same]);
        return aIsHigh == char.IsSurrogate(b[same]) ? a[same].CompareTo(b[same]) : aIsHigh ? 1 : -1;
    }
}
