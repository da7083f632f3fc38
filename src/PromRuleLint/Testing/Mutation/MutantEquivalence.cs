using System.Collections.Immutable;
using PromRuleLint.Facts;
using PromRuleLint.PromQL.Syntax;

namespace PromRuleLint.Testing.Mutation;

/// <summary>Proves of changes that the rule gives the same with them and without.</summary>
internal static class MutantEquivalence
{
    /// <summary>Of more parts than this a set of values may be kept less exactly than it is.</summary>
    private const int MaxIntervals = 6;

    /// <summary>Whether a comparison with a number lets the same values through with another operator or number.</summary>
    public static bool IsSameFilter(ExprFacts facts, BinaryExpr comparison, BinaryOperator changedOperator, double? changedNumber)
    {
        bool isMirrored = comparison.Left.WithoutParens() is NumberLiteral;
        if ((isMirrored ? comparison.Left : comparison.Right).WithoutParens() is not NumberLiteral number)
        {
            return false;
        }

        ValueSet values = facts.ForNode(isMirrored ? comparison.Right : comparison.Left).Value;
        return values.Intervals.Length <= MaxIntervals
            && Passing(comparison.Operator, number.Value).Equals(Passing(changedOperator, changedNumber ?? number.Value));

        ValueSet Passing(BinaryOperator op, double than) => ValueSet.Refine(values, isMirrored ? ValueSet.Mirror(op) : op, ValueSet.From(than));
    }

    /// <summary>Whether an operator and its opposite do the same: a value is multiplied or divided by 1.</summary>
    public static bool IsByOne(ExprFacts facts, BinaryExpr operation, string changed) =>
        operation.Operator is BinaryOperator.Multiply or BinaryOperator.Divide && changed is "*" or "/" && facts.ForNode(operation.Right).Value.Single == 1 && !facts.ForNode(operation.Left).Value.MayBeHistogram;

    /// <summary>Whether an expression never gives anything.</summary>
    public static bool IsEmpty(ExprFacts facts, Expr node) => facts.ForNode(node).Presence == Presence.Never;

    /// <summary>Whether the right side of <c>or</c> adds nothing.</summary>
    public static bool GivesNothing(ExprFacts facts, BinaryExpr or)
    {
        int left = facts.ForNode(or.Left).Alternatives.Length;
        int right = facts.ForNode(or.Right).Alternatives.Length;
        ImmutableArray<Alternative> all = facts.ForNode(or).Alternatives;
        return all.Length == left + right && all.Skip(left).All(static alternative => !alternative.IsPossible);
    }

    /// <summary>Whether all series that rules record under the name of a selector pass a matcher.</summary>
    public static bool LetsAllThrough(RuleSetFacts rules, VectorSelector selector, LabelMatcher matcher) =>
        selector.Name is { } name && rules.ForMetric(name) is { } recorded && recorded.Relevant.Any()
        && recorded.Relevant.All(alternative => LabelValues.LetThrough(matcher.Type, matcher.Value) is var passing
            && alternative.Labels[matcher.Name].Values is { IsFinite: true, Values: var values } && values.All(passing.Contains));

    /// <summary>Whether what is aggregated never has a label.</summary>
    public static bool IsLabelOfNone(ExprFacts facts, AggregateExpr aggregate, string label) =>
        facts.ForNode(aggregate.Operand).Relevant.All(alternative => alternative.Labels[label].IsImpossible && alternative.DroppedName is null);

    /// <summary>Whether a function gives the values that it is given; names are dropped by rules anyway.</summary>
    public static bool IsIdentity(ExprFacts facts, Call call, bool isRoot)
    {
        NodeFacts argument = facts.ForNode(call.Arguments[0]);
        ValueSet values = argument.Value;
        bool isNameKept = !isRoot && !argument.Relevant.All(static alternative => alternative.Labels.IsImpossible(Facts.Matching.MetricName));
        if (values.MayBeHistogram || isNameKept)
        {
            return false;
        }

        double? bound = call.Arguments.Length > 1 ? facts.ForNode(call.Arguments[1]).Value.Single : null;
        return call.Name switch
        {
            "abs" => values.Min > 0,
            "clamp_min" => values.Min >= bound,
            _ => values.Max <= bound,
        };
    }

    /// <summary>Whether no value reaches a bound of <c>clamp_min</c> or <c>clamp_max</c>, nor another one in its place.</summary>
    public static bool IsFarBound(ExprFacts facts, Call call, NumberLiteral bound, double near)
    {
        ValueSet values = facts.ForNode(call.Arguments[0]).Value;
        return !values.MayBeHistogram && call.Arguments.Length > 1 && ReferenceEquals(call.Arguments[1], bound) && call.Name switch
        {
            "clamp_min" => values.Min >= Math.Max(bound.Value, near),
            "clamp_max" => values.Max <= Math.Min(bound.Value, near),
            _ => false,
        };
    }

    /// <summary>
    /// Whether <c>rate</c> and <c>increase</c> do the same: their results are buckets of a quantile, which does not change when all of
    /// them are multiplied by the same number.
    /// </summary>
    public static bool IsOnlyScaled(Call call, Dictionary<Expr, Expr> parents)
    {
        if (call.Name is not ("rate" or "increase"))
        {
            return false;
        }

        Expr node = call;
        while (parents.TryGetValue(node, out Expr? parent))
        {
            switch (parent)
            {
                case ParenExpr:
                case AggregateExpr { Operator: AggregateOperator.Sum or AggregateOperator.Avg }:
                    node = parent;
                    break;
                default:
                    return parent is Call { Name: "histogram_quantile" } quantile && ReferenceEquals(quantile.Subject, node);
            }
        }

        return false;
    }

    /// <summary>
    /// Whether the series that a matcher keeps out find no partner anyway: what is made of them keeps the label, and is matched on
    /// it with a side all of whose series pass the matcher.
    /// </summary>
    public static bool IsFilteredLater(ExprFacts facts, VectorSelector selector, LabelMatcher matcher, Dictionary<Expr, Expr> parents)
    {
        LabelValues passing = LabelValues.LetThrough(matcher.Type, matcher.Value);
        Expr node = selector;
        bool isKept = selector.Name is not null;
        while (isKept && parents.TryGetValue(node, out Expr? parent))
        {
            if (parent is BinaryExpr { Matching: not null } binary)
            {
                Expr other = ReferenceEquals(binary.Left, node) ? binary.Right : binary.Left;
                bool isApart = facts.ForNode(other).Relevant.All(alternative => alternative.Labels[matcher.Name].Values is { IsFinite: true, Values: var values } && values.All(passing.Contains));
                bool drops = binary.Operator switch
                {
                    BinaryOperator.Or => false,
                    BinaryOperator.Unless => ReferenceEquals(binary.Right, node),
                    _ => true,
                };
                if (!new Facts.Matching(binary).IsMatched(matcher.Name) || (!binary.IsSetOperation && (binary.Matching.IsOn || !binary.Matching.Labels.IsEmpty)))
                {
                    return false;
                }

                if (isApart && drops)
                {
                    return true;
                }
            }
            else
            {
                isKept = KeepsLabel(parent, node, matcher.Name);
            }

            node = parent;
        }

        return false;
    }

    /// <summary>Whether series that differ in a label give series that differ in it.</summary>
    private static bool KeepsLabel(Expr parent, Expr node, string label) => parent switch
    {
        ParenExpr or UnaryExpr or MatrixSelector or SubqueryExpr or BinaryExpr => true,
        AggregateExpr aggregate => ReferenceEquals(aggregate.Operand, node) && aggregate.Operator != AggregateOperator.CountValues && aggregate.Grouping.Any(name => name.Name == label) != aggregate.Without,
        Call { Name: "histogram_quantile" } call => label != "le" && ReferenceEquals(call.Subject, node),
        Call call => call.Has(PromQL.Functions.FunctionTraits.KeepsSeries) && !call.Has(PromQL.Functions.FunctionTraits.WritesLabels) && ReferenceEquals(call.Subject, node),
        _ => false,
    };
}
