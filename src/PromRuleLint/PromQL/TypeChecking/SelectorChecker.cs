using PromRuleLint.PromQL.Syntax;
using PromRuleLint.Regex;

namespace PromRuleLint.PromQL.TypeChecking;

/// <summary>Selectors: a name given once, valid patterns, something that excludes the empty value, and their modifiers.</summary>
internal static class SelectorChecker
{
    public static void Check(ref TypeCheckContext context, VectorSelector selector, bool mayMatchAll)
    {
        CheckModifiers(ref context, selector.Offset, selector.At);
        if (selector.Extension != SelectorExtension.None && !context.Options.ExtendedRangeSelectors)
        {
            context.AddExperimental(selector.ExtensionRange, $"the modifier '{context.TextAt(selector.ExtensionRange)}'", ExperimentalFlags.ExtendedRangeSelectors);
        }

        bool named = HasNameBeforeBraces(selector);
        bool excludesEmpty = named;
        SetPatterns(ref context, selector);
        foreach (LabelMatcher matcher in selector.MatcherSpan)
        {
            if (named && matcher.Name == "__name__")
            {
                context.Add(
                    PromQLErrorKind.Syntax,
                    matcher.Range,
                    $"the metric name is set twice: '{selector.Name}' before the braces and '{matcher.Value}' inside them; keep one of them");
            }

            if (matcher.IsRegexp
                && MatcherPatterns.Error(matcher, context.Text) is { } problem)
            {
                context.Add(problem);
                excludesEmpty = true;
            }

            excludesEmpty = excludesEmpty || !MatcherPatterns.MatchesEmpty(matcher);
        }

        if (!excludesEmpty && !mayMatchAll && !selector.HasHole)
        {
            string why = selector.Matchers.IsEmpty ? "it has no matcher" : "each of its matchers accepts an empty value";
            context.Add(
                PromQLErrorKind.MatchesEverything,
                selector.Range,
                $"the selector would select every series, because {why}; name the metric or add a matcher that excludes the empty value, such as job!=\"\"");
        }
    }

    /// <summary>
    /// Lets the patterns of a selector share their steps. In a file they are read, too: there each is read once in a run, checks
    /// will ask for it, and now the matcher is young.
    /// </summary>
    private static void SetPatterns(ref TypeCheckContext context, VectorSelector selector)
    {
        Re2Budget? shared = null;
        Re2Pattern? first = null;
        foreach (LabelMatcher matcher in selector.MatcherSpan)
        {
            if (!matcher.IsRegexp)
            {
                continue;
            }

            if (context.Options.PatternBudget is { } whole)
            {
                var pattern = Re2Pattern.ParseIn(whole, matcher.Value, first);
                matcher.SetPattern(pattern);
                first ??= pattern;
            }
            else
            {
                matcher.SetPatternBudget(shared ??= new Re2Budget(Re2Budget.PerSelector));
            }
        }
    }

    public static void CheckModifiers(ref TypeCheckContext context, OffsetModifier? offset, AtModifier? at)
    {
        if (offset is not null)
        {
            DurationChecker.Check(ref context, offset.Duration);
        }

        if (at is { Kind: AtModifierKind.Timestamp, TimestampMilliseconds: Durations.InvalidTimestamp })
        {
            context.Add(PromQLErrorKind.Syntax, at.Range, "the timestamp after '@' is out of range: expected seconds since 1970 that fit into 64 bits as milliseconds");
        }
    }

    public static bool HasNameBeforeBraces(VectorSelector selector) =>
        !selector.NameRange.IsEmpty && (selector.BracesRange.IsEmpty || selector.NameRange.End <= selector.BracesRange.Start);
}
