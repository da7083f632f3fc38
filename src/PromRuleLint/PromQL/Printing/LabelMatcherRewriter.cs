using PromRuleLint.PromQL.Syntax;
using PromRuleLint.Text;

namespace PromRuleLint.PromQL.Printing;

/// <summary>
/// Sets and deletes label matchers in all selectors of an expression, as <c>promtool promql label-matchers</c> does
/// (<c>labelsSetPromQL</c> and <c>labelsDeletePromQL</c> of <c>cmd/promtool/main.go</c>). It changes the text and leaves the rest of
/// it alone, comments too.
/// </summary>
public static class LabelMatcherRewriter
{
    private const string MetricName = "__name__";

    /// <summary>
    /// The text in which each selector has the matcher: in place of those it has on the label, or beside the others.
    /// The name of the metric is the label <c>__name__</c>.
    /// </summary>
    /// <param name="parse">An expression that was read without errors.</param>
    /// <param name="name">The label.</param>
    /// <param name="type">How it is to be compared.</param>
    /// <param name="value">With what.</param>
    /// <exception cref="ArgumentException">The expression has errors.</exception>
    public static string Set(ParseResult parse, string name, MatchType type, string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        string matcher = SelectorText.Matcher(name, type, value);
        return Rewrite(parse, (selector, edits) =>
        {
            bool isMetricName = name == MetricName && SelectorText.NameBeforeBraces(selector) is not null;
            if (isMetricName && type == MatchType.Equal && NameScheme.IsValidMetricName(value, utf8: false))
            {
                edits.Add((selector.NameRange, value));
                return;
            }

            if (isMetricName)
            {
                edits.Add((selector.NameRange, ""));
            }

            bool isFound = false;
            foreach (LabelMatcher old in selector.Matchers.Where(old => old.Name == name))
            {
                edits.Add((old.Range, matcher));
                isFound = true;
            }

            if (!isFound)
            {
                int end = isMetricName || SelectorText.NameBeforeBraces(selector) is not null ? selector.NameRange.End : selector.Range.Start;
                edits.Add(selector.BracesRange.IsEmpty
                    ? (new TextRange(end, end), $"{{{matcher}}}")
                    : (new TextRange(selector.BracesRange.Start + 1, selector.BracesRange.Start + 1), matcher + (selector.Matchers.IsEmpty ? "" : ",")));
            }
        });
    }

    /// <summary>The text in which no selector has a matcher on the label. What is left may select everything and so be no valid expression.</summary>
    /// <param name="parse">An expression that was read without errors.</param>
    /// <param name="name">The label.</param>
    /// <exception cref="ArgumentException">The expression has errors.</exception>
    public static string Delete(ParseResult parse, string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return Rewrite(parse, (selector, edits) =>
        {
            if (name == MetricName && SelectorText.NameBeforeBraces(selector) is not null)
            {
                edits.Add((selector.NameRange, selector.BracesRange.IsEmpty ? "{}" : ""));
            }

            for (int i = 0; i < selector.Matchers.Length; i++)
            {
                LabelMatcher matcher = selector.Matchers[i];
                if (matcher.Name == name)
                {
                    edits.Add((matcher.Range, ""));
                    int next = i + 1 < selector.Matchers.Length ? selector.Matchers[i + 1].Range.Start : selector.BracesRange.End - 1;
                    if (CommaBetween(parse, matcher.Range.End, next) is { } comma)
                    {
                        edits.Add((new TextRange(comma, comma + 1), ""));
                    }
                }
            }
        });
    }

    private static string Rewrite(ParseResult parse, Action<VectorSelector, List<(TextRange Range, string NewText)>> change)
    {
        ArgumentNullException.ThrowIfNull(parse);
        if (!parse.IsValid)
        {
            throw new ArgumentException("An expression with errors cannot be rewritten.", nameof(parse));
        }

        var edits = new List<(TextRange Range, string NewText)>();
        foreach (VectorSelector selector in parse.Root!.DescendantsAndSelf().OfType<VectorSelector>())
        {
            change(selector, edits);
        }

        return TextEdits.Apply(parse.Text, edits.Select(static edit => (edit.Range.Start, edit.Range.End, edit.NewText)));
    }

    /// <summary>The first comma between two places that stands in no comment.</summary>
    private static int? CommaBetween(ParseResult parse, int start, int end)
    {
        for (int i = start; i < end; i++)
        {
            if (parse.Text[i] == ',')
            {
                return i;
            }

            if (parse.Text[i] == '#')
            {
                int length = parse.Text.AsSpan(i, end - i).IndexOfAny('\n', '\r');
                i = length < 0 ? end : i + length;
            }
        }

        return null;
    }
}
