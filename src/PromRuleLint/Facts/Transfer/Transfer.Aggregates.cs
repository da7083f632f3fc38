using System.Collections.Immutable;
using System.Runtime.InteropServices;
using PromRuleLint.PromQL;
using PromRuleLint.PromQL.Syntax;

namespace PromRuleLint.Facts;

internal static partial class Transfer
{
    /// <summary>The value of each aggregation over groups of at least one sample; null for those that pass samples on unchanged.</summary>
    internal static ValueSet? Aggregate(AggregateOperator op, ValueSet samples, ValueSet parameter) => op switch
    {
        AggregateOperator.Sum => ValueFunctions.Sum(samples),
        AggregateOperator.Avg => ValueFunctions.Average(samples),
        AggregateOperator.Min or AggregateOperator.Max => samples.WithoutHistograms(),
        AggregateOperator.Count or AggregateOperator.CountValues => ValueFunctions.CountOfSome,
        AggregateOperator.Group => ValueSet.One,
        AggregateOperator.Stddev => ValueFunctions.Spread(samples),
        AggregateOperator.Stdvar => ValueFunctions.Spread(samples, isVariance: true),
        AggregateOperator.Quantile => ValueFunctions.Quantile(parameter, samples),
        AggregateOperator.TopK or AggregateOperator.BottomK or AggregateOperator.LimitK or AggregateOperator.LimitRatio => null,
        _ => ValueSet.Unknown,
    };

    private static NodeFacts TransferAggregate(AggregateExpr node, ExprFacts facts, FactsContext context)
    {
        NodeFacts operand = facts.Find(node.Operand);
        NodeFacts? parameter = node.Parameter is null ? null : facts.Find(node.Parameter);
        ValueSet parameterValue = parameter?.Value ?? ValueSet.Nothing;
        if (Operators.SelectsSeries(node.Operator))
        {
            return TransferSelection(node, operand, parameterValue, context);
        }

        // Without labels there is one series at most.
        bool isOfOne = node.Operator == AggregateOperator.Count && HaveNoLabels(operand);
        ValueSet value = isOfOne ? ValueSet.One : Aggregate(node.Operator, operand.Value, parameterValue) ?? ValueSet.Unknown;
        string name = Operators.Text(node.Operator);
        bool isFixed = node.Operator is AggregateOperator.Count or AggregateOperator.CountValues or AggregateOperator.Group;
        Reason? because = isFixed ? null : operand.ValueReason;
        Reason? reason = !value.IsBounded ? because : Reason.At(context.Rule, node.OperatorRange, (name, value), static s => $"`{s.name}` gives {s.value}", because);
        Reason grouped = GroupReason(node, context);
        string? countsValuesOf = node.Operator == AggregateOperator.CountValues && node.Parameter?.WithoutParens() is StringLiteral label ? label.Value : null;
        ValueSet? fromNow = node.Operator is AggregateOperator.Min or AggregateOperator.Max or AggregateOperator.Avg ? Times(operand) : null;
        bool isAlways = operand.Presence == Presence.Always && (isFixed || !operand.Value.MayBeHistogram);
        if (operand.Span.Length == 1)
        {
            return new NodeFacts(ExprType.Vector, Aggregated(operand.Span[0]), isAlways);
        }

        var alternatives = new Alternative[operand.Span.Length];
        for (int i = 0; i < alternatives.Length; i++)
        {
            alternatives[i] = Aggregated(operand.Span[i]);
        }

        return new NodeFacts(ExprType.Vector, Merge(ImmutableCollectionsMarshal.AsImmutableArray(alternatives)), isAlways);

        Alternative Aggregated(Alternative alternative)
        {
            LabelFacts labels = GroupLabels(node, alternative, grouped);

            // The label is written first and taken away by the grouping then.
            if (countsValuesOf is not null && !(node.Without && StructuralEquality.HasName(node.Grouping, countsValuesOf)))
            {
                labels = labels.With(countsValuesOf, new LabelFact(LabelValues.AnyPresent, Reason.At(context.Rule, node.OperatorRange, "`count_values` writes the value here")));
            }

            var result = new Alternative { Value = value, ValueReason = reason, Labels = labels, Impossibility = alternative.Impossibility, Condition = alternative.Condition, Identity = node, Passing = ValueSet.Unknown, FromNow = fromNow };
            return value.IsEmpty ? result.Dead(Reason.At(context.Rule, node.OperatorRange, name, static name => $"`{name}` has no sample that it can use", because)) : result;
        }
    }

    private static bool HaveNoLabels(NodeFacts facts)
    {
        foreach (Alternative alternative in facts.Span)
        {
            if (alternative is not { DroppedName: null, Labels.IsEmptySet: true })
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>How far the values of all series are from now; null where that is not known of some.</summary>
    private static ValueSet? Times(NodeFacts operand)
    {
        ValueSet? all = null;
        foreach (Alternative alternative in operand.Span)
        {
            if (alternative.FromNow is null)
            {
                return null;
            }

            all = all is null ? alternative.FromNow : all.Union(alternative.FromNow);
        }

        return all?.Hull();
    }

    /// <summary>The aggregations that pass some series on as they are.</summary>
    private static NodeFacts TransferSelection(AggregateExpr node, NodeFacts operand, ValueSet parameter, FactsContext context)
    {
        bool isRatio = node.Operator == AggregateOperator.LimitRatio;
        bool dropsHistograms = node.Operator is AggregateOperator.TopK or AggregateOperator.BottomK;
        bool isNothing = isRatio ? parameter.Single == 0 : !parameter.MayBeNaN && !parameter.Intervals.IsEmpty && parameter.Max < 1;
        bool isSome = !isRatio && !parameter.MayBeNaN && parameter.Min >= 1;
        return Each(
            operand,
            alternative =>
            {
                Alternative result = alternative with { Value = dropsHistograms ? alternative.Value.WithoutHistograms() : alternative.Value, Passing = null };
                if (isNothing)
                {
                    return result.Dead(Reason.At(context.Rule, node.Parameter!.Range, parameter, static parameter => $"a parameter of {parameter} selects nothing"));
                }

                return result.Value.IsEmpty ? result.Dead(Reason.At(context.Rule, node.OperatorRange, "native histograms cannot be ordered", alternative.ValueReason)) : result;
            },
            operand.Presence == Presence.Always && isSome && !(dropsHistograms && operand.Value.MayBeHistogram));
    }

    private static Reason GroupReason(AggregateExpr node, FactsContext context) =>
        node.GroupingRange.IsEmpty
            ? Reason.At(context.Rule, node.OperatorRange, "the aggregation has no `by` and drops all labels")
            : Reason.At(context.Rule, node.GroupingRange, node.Without ? "the aggregation drops these labels" : "the aggregation keeps only these labels");

    private static LabelFacts GroupLabels(AggregateExpr node, Alternative alternative, Reason reason)
    {
        LabelFacts labels = alternative.Labels;
        if (node.Without)
        {
            return labels.WithoutName(reason).Without(node.Grouping, reason);
        }

        LabelFacts kept = labels.Keep(node.Grouping, reason);
        return alternative.DroppedName is not null && StructuralEquality.HasName(node.Grouping, "__name__") ? kept.With("__name__", alternative.Read("__name__")) : kept;
    }

    /// <summary>The alternatives of an aggregation share their value: one of them stands for all with the same labels known.</summary>
    private static ImmutableArray<Alternative> Merge(ImmutableArray<Alternative> alternatives)
    {
        if (alternatives.Length < 2 || !alternatives.All(static a => a.IsPossible && a.Labels.IsEmptySet))
        {
            return alternatives;
        }

        Alternative merged = alternatives[0];
        foreach (Alternative alternative in alternatives.AsSpan()[1..])
        {
            merged = merged with { Condition = alternative.Condition is null ? null : merged.Condition, Labels = merged.Labels.Union(alternative.Labels) };
        }

        return [merged];
    }
}
