using System.Collections.Immutable;
using PromRuleLint.PromQL.Syntax;
using MatchType = PromRuleLint.PromQL.Syntax.MatchType;

namespace PromRuleLint.Facts;

internal static partial class Transfer
{
    private static NodeFacts OfSelector(VectorSelector selector, FactsContext context)
    {
        if (selector.Name is { } metric && context.Recorded(metric) is { } recorded)
        {
            return OfRecorded(selector, metric, recorded, context);
        }

        LabelFacts labels = LabelFacts.Unknown;
        ValueSet value = ValueSet.Unknown;
        Reason? reason = null;
        Reason? condition = null;
        if (selector.Name is { } name)
        {
            labels = labels.With("__name__", new LabelFact(LabelValues.Of(name), null));
            (value, string? because) = NamedMetrics.ValuesOf(name, context.Options);
            if (because is not null)
            {
                ValueSet known = value;
                reason = Reason.At(context.Rule, selector.Range, () => $"`{name}` is {known}: {because}");
            }

            if (name == "ALERTS")
            {
                condition = Reason.At(context.Rule, selector.Range, static () => "`ALERTS` is there only while an alert is");
                labels = labels.With("alertname", new LabelFact(LabelValues.AnyPresent, condition));
                labels = labels.With("alertstate", new LabelFact(LabelValues.OneOf(["pending", "firing"]), condition));
            }
        }

        var alternative = new Alternative { Value = value, ValueReason = reason, Labels = labels, Condition = condition, Identity = selector, Passing = ValueSet.Unknown };
        return new NodeFacts(ExprType.Vector, [Match(selector, alternative, context)], isAlways: false);
    }

    private static NodeFacts OfRecorded(VectorSelector selector, string metric, NodeFacts recorded, FactsContext context)
    {
        if (ReferenceEquals(recorded, NodeFacts.Unknown))
        {
            LabelFacts labels = LabelFacts.Unknown.With("__name__", new LabelFact(LabelValues.Of(metric), null));
            return new NodeFacts(ExprType.Vector, [Match(selector, Alternative.Unknown with { Labels = labels, Identity = selector, Passing = ValueSet.Unknown }, context)], isAlways: false);
        }

        var alternatives = ImmutableArray.CreateBuilder<Alternative>(recorded.Alternatives.Length);
        foreach (Alternative source in recorded.Alternatives)
        {
            ValueSet value = source.Value;
            Alternative alternative = source with
            {
                ValueReason = source.ValueReason is null ? null : Reason.At(context.Rule, selector.Range, () => $"`{metric}` is recorded as {value}", source.ValueReason),
                Impossibility = source.Impossibility is null ? null : Reason.At(context.Rule, selector.Range, () => $"`{metric}` is never there", source.Impossibility),
                Identity = selector,
                Passing = ValueSet.Unknown,
            };
            alternatives.Add(Match(selector, alternative, context));
        }

        return new NodeFacts(ExprType.Vector, alternatives.MoveToImmutable(), isAlways: false);
    }

    /// <summary>Lays the selector's matchers over what is known of the labels.</summary>
    private static Alternative Match(VectorSelector selector, Alternative alternative, FactsContext context)
    {
        foreach (LabelMatcher matcher in selector.Matchers)
        {
            LabelFact before = alternative.Labels[matcher.Name];
            LabelValues after = before.Values.Intersect(ValuesOf(matcher, context));
            if (ReferenceEquals(after, before.Values))
            {
                continue;
            }

            Reason reason = Reason.At(context.Rule, matcher.Range, () => $"the selector lets through only `{matcher.Name}` {Describe(matcher)}", before.Reason);
            if (after.IsNone)
            {
                LabelValues excluded = before.Values;
                bool isAny = ReferenceEquals(excluded, LabelValues.Any);
                alternative = alternative.Dead(Reason.At(ContradictsItself(selector, matcher, context) ? ReasonKind.ContradictoryMatchers : ReasonKind.Excluded, context.Rule, matcher.Range, () => isAny ? $"no value of `{matcher.Name}` is {Describe(matcher)}" : $"`{matcher.Name}` {Describe(matcher)} lets nothing through, for here it can only be {excluded}", before.Reason));
            }

            alternative = alternative with { Labels = alternative.Labels.With(matcher.Name, new LabelFact(after.IsNone ? before.Values : after, reason)) };
        }

        return alternative;
    }

    /// <summary>Whether the matchers on one label leave nothing, whatever the series are, and none of them alone does.</summary>
    private static bool ContradictsItself(VectorSelector selector, LabelMatcher matcher, FactsContext context)
    {
        LabelValues all = LabelValues.Any;
        bool oneAlone = false;
        foreach (LabelMatcher other in selector.Matchers)
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
                return LabelValues.Of(matcher.Value);
            case MatchType.NotEqual:
                return LabelValues.Except(matcher.Value);
            default:
                bool isMatch = matcher.Type == MatchType.Regexp;
                return matcher.Value switch
                {
                    ".*" => isMatch ? LabelValues.Any : LabelValues.None,
                    ".+" => isMatch ? LabelValues.AnyPresent : LabelValues.Absent,
                    _ => LabelValues.Matching(context.Pattern(matcher.Value), isMatch),
                };
        }
    }
}
