using PromRuleLint.PromQL.Syntax;
using MatchType = PromRuleLint.PromQL.Syntax.MatchType;

namespace PromRuleLint.Evaluation;

/// <summary><c>absent</c> and <c>absent_over_time</c>.</summary>
internal static class AbsentFunctions
{
    public static List<Row> Absent(ExpressionEvaluator evaluator, Call call)
    {
        Expr argument = call.Arguments[0].WithoutParens();
        return WhereNone(evaluator, evaluator.Vector(argument), LabelsOf(AsSelected(argument as VectorSelector)), dropName: false);
    }

    public static List<Row> OverTime(ExpressionEvaluator evaluator, List<Row> rows, VectorSelector? selector) =>
        WhereNone(evaluator, rows, LabelsOf(selector?.Matchers ?? []), dropName: true);

    private static List<Row> WhereNone(ExpressionEvaluator evaluator, List<Row> rows, Labels labels, bool dropName)
    {
        Row absent = evaluator.NewRow(labels, dropName);
        bool any = false;
        for (int step = 0; step < evaluator.Steps.Count; step++)
        {
            int at = step;
            if (!rows.Exists(row => row.Has(at)))
            {
                absent.Set(step, 1);
                any = true;
            }
        }

        return any ? [absent] : [];
    }

    /// <summary>
    /// The matchers in the order in which the reference's storage looked at them before: those that only take series away come last.
    /// </summary>
    private static IEnumerable<LabelMatcher> AsSelected(VectorSelector? selector)
    {
        if (selector is null)
        {
            return [];
        }

        var required = selector.Matchers.Where(static matcher => !MatchesEmpty(matcher)).Select(static matcher => matcher.Name).ToHashSet(StringComparer.Ordinal);
        return selector.Matchers.OrderBy(matcher =>
            !required.Contains(matcher.Name) || (matcher.Type is MatchType.NotEqual or MatchType.NotRegexp && MatchesEmpty(matcher)));
    }

    private static bool MatchesEmpty(LabelMatcher matcher) => SeriesMatcher.From(matcher).Matches("");

    /// <summary>The labels that the matchers fix; a second matcher behind the one that does takes it back.</summary>
    private static Labels LabelsOf(IEnumerable<LabelMatcher> matchers)
    {
        var labels = new LabelsBuilder(Labels.Empty);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (LabelMatcher matcher in matchers)
        {
            if (matcher.Name == Labels.MetricNameLabel)
            {
                continue;
            }

            bool sets = matcher.Type == MatchType.Equal && seen.Add(matcher.Name);
            labels.Set(matcher.Name, sets ? matcher.Value : "");
        }

        return labels.ToLabels();
    }
}
