using PromRuleLint.PromQL.Syntax;
using MatchType = PromRuleLint.PromQL.Syntax.MatchType;
using PromRuleLint.PromQL;

namespace PromRuleLint.Facts;

internal static partial class Transfer
{
    private static NodeFacts TransferSelector(VectorSelector selector, FactsContext context)
    {
        if (selector.Name is { } metric && context.Recorded(metric) is { } recorded)
        {
            return TransferRecorded(selector, metric, recorded, context);
        }

        var labels = new LabelFactsBuilder();
        LabelFact others = LabelFacts.Unknown.Others;
        ValueSet value = ValueSet.Unknown;
        Reason? reason = null;
        Reason? condition = null;
        if (selector.Name is { } name)
        {
            labels.Add(Matching.MetricName, new LabelFact(LabelValues.From(name), null));
            (value, reason) = NamedMetrics.ValuesOf(name, selector, context);
            if (AlertSeries.IsOne(name))
            {
                condition = Reason.At(context.Rule, selector.Range, name, static name => $"`{name}` is there only while an alert is");
                labels.Add("alertname", new LabelFact(LabelValues.AnyPresent, condition));
            }

            if (name == AlertSeries.Alerts)
            {
                labels.Add("alertstate", new LabelFact(LabelValues.OneOf(["pending", "firing"]), condition));
            }

            NamedMetrics.AddLabels(name, selector, context, ref labels, ref others);
        }

        Reason? impossibility = Match(selector, ref labels, others, context);
        if (selector.Name is { } scraped)
        {
            // Last, so that what the matchers ask for is named first.
            NamedMetrics.AddScrapedLabels(scraped, selector, context, ref labels);
        }

        var alternative = new Alternative
        {
            Value = Extended(selector, value),
            ValueReason = reason,
            Labels = new LabelFacts(labels.Build(), others),
            Impossibility = impossibility,
            Condition = condition,
            Identity = selector,
            Passing = ValueSet.Unknown,
        };
        return new NodeFacts(ExprType.Vector, alternative, isAlways: false);
    }

    private static NodeFacts TransferRecorded(VectorSelector selector, string metric, NodeFacts recorded, FactsContext context)
    {
        if (recorded.Span.Length == 1)
        {
            return new NodeFacts(ExprType.Vector, Selected(selector, metric, recorded, recorded.Span[0], context), isAlways: false);
        }

        var alternatives = new Alternative[recorded.Span.Length];
        for (int i = 0; i < alternatives.Length; i++)
        {
            alternatives[i] = Selected(selector, metric, recorded, recorded.Span[i], context);
        }

        return NodeFacts.Owning(ExprType.Vector, alternatives, isAlways: false);
    }

    /// <summary>What a selector leaves of the series that come about in one way.</summary>
    private static Alternative Selected(VectorSelector selector, string metric, NodeFacts recorded, Alternative source, FactsContext context)
    {
        ValueSet value = Extended(selector, source.Value);
        var labels = new LabelFactsBuilder();
        labels.AddRange(source.Labels.Named);
        if (ReferenceEquals(recorded, NodeFacts.Unknown))
        {
            labels.Add(Matching.MetricName, new LabelFact(LabelValues.From(metric), null));
        }

        Reason? excluded = Match(selector, ref labels, source.Labels.Others, context);
        return source with
        {
            Value = value,
            Labels = new LabelFacts(labels.Build(), source.Labels.Others),
            ValueReason = source.ValueReason is null ? null : Reason.At(context.Rule, selector.Range, (metric, value), static s => $"`{s.metric}` is recorded as {s.value}", source.ValueReason),
            Impossibility = source.Impossibility is null ? excluded : Reason.At(context.Rule, selector.Range, metric, static metric => $"`{metric}` is never there", source.Impossibility),
            Identity = selector,
            Passing = ValueSet.Unknown,
            FromNow = source.FromNow is { } then && SampleTimes(selector, context) is { } age && selector.Extension == SelectorExtension.None ? ValueSet.Add(then, age) : null,
        };
    }

    /// <summary>What <c>anchored</c> and <c>smoothed</c> give: also values between two samples, or between a sample and the 0 that a counter started from.</summary>
    private static ValueSet Extended(VectorSelector selector, ValueSet samples) =>
        selector.Extension == SelectorExtension.None || samples.Intervals.IsEmpty ? samples : samples.Union(ValueSet.From(0)).Hull().WithNaN(samples.MayBeNaN || !double.IsFinite(samples.Max - samples.Min));

    /// <summary>Lays the selector's matchers over what is known of the labels; says why nothing is left, null where something may be.</summary>
    private static Reason? Match(VectorSelector selector, ref LabelFactsBuilder labels, LabelFact others, FactsContext context)
    {
        Reason? impossibility = null;
        foreach (LabelMatcher matcher in selector.MatcherSpan)
        {
            LabelFact before = labels.Find(matcher.Name) ?? others;
            LabelValues after = before.Values.Intersect(ValuesOf(matcher, context));
            if (ReferenceEquals(after, before.Values))
            {
                continue;
            }

            if (after.IsNone)
            {
                after = before.Values;
                impossibility ??= Reason.At(ContradictsItself(selector, matcher, context) ? ReasonKind.ContradictoryMatchers : ReasonKind.Excluded, context.Rule, matcher.Range, (matcher, after), static s => Excludes(s.matcher, s.after), before.Reason);
            }

            labels.Set(matcher.Name, new LabelFact(after, Reason.At(context.Rule, matcher.Range, matcher, static matcher => $"the selector lets through only `{matcher.Name}` {Describe(matcher)}", before.Reason)));
        }

        return impossibility;
    }

    /// <summary>Whether the matchers on one label leave nothing, whatever the series are, and none of them alone does.</summary>
    private static bool ContradictsItself(VectorSelector selector, LabelMatcher matcher, FactsContext context)
    {
        LabelValues all = LabelValues.Any;
        bool oneAlone = false;
        foreach (LabelMatcher other in selector.MatcherSpan)
        {
            if (other.Name == matcher.Name)
            {
                LabelValues values = ValuesOf(other, context);
                oneAlone |= values.IsNone;
                all = all.Intersect(values);
            }
        }

        return all.IsNone && !oneAlone;
    }

    private static string Excludes(LabelMatcher matcher, LabelValues before) =>
        ReferenceEquals(before, LabelValues.Any)
            ? $"no value of `{matcher.Name}` is {Describe(matcher)}"
            : $"`{matcher.Name}` {Describe(matcher)} lets nothing through, for here it can only be {before}";

    private static string Describe(LabelMatcher matcher)
    {
        string op = matcher.Type switch
        {
            MatchType.Equal => "=",
            MatchType.NotEqual => "!=",
            MatchType.Regexp => "=~",
            _ => "!~",
        };
        return $"{op} \"{matcher.Value}\"";
    }

    /// <summary>What a matcher lets through.</summary>
    internal static LabelValues ValuesOf(LabelMatcher matcher, FactsContext context)
    {
        switch (matcher.Type)
        {
            case MatchType.Equal:
                return LabelValues.From(matcher.Value);
            case MatchType.NotEqual:
                return LabelValues.Except(matcher.Value);
            default:
                bool isMatch = matcher.Type == MatchType.Regexp;
                return matcher.Value switch
                {
                    ".*" => isMatch ? LabelValues.Any : LabelValues.None,
                    ".+" => isMatch ? LabelValues.AnyPresent : LabelValues.Absent,
                    _ => context.Patterns.Get(matcher).Values(isMatch),
                };
        }
    }
}
