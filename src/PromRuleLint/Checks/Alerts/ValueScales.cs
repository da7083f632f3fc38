using PromRuleLint.PromQL.Functions;
using PromRuleLint.PromQL.Syntax;
using PromRuleLint.RuleSets;

namespace PromRuleLint.Checks.Alerts;

/// <summary>Finds what the value of an expression counts in: from its arithmetic, the limit that it is compared with, and the units in the names of metrics.</summary>
internal static class ValueScales
{
    /// <summary>Rules that read each other have an end.</summary>
    private const int MaxRecords = 8;

    /// <summary>The scale of what an alert's expression gives.</summary>
    public static ValueScale Find(Expr root, RuleSet rules)
    {
        double? limit = null;
        bool isOfHundred = false;
        int records = 0;
        VectorSelector? named = null;
        Expr expr = root;
        while (true)
        {
            switch (expr)
            {
                case ParenExpr paren:
                    expr = paren.Inner;
                    break;
                case BinaryExpr { Operator: BinaryOperator.And or BinaryOperator.Unless } set:
                    expr = set.Left;
                    break;
                case BinaryExpr { IsComparison: true, ReturnsBool: false } comparison:
                    limit ??= NumberIn(comparison);
                    expr = comparison.Left.Type == ExprType.Scalar ? comparison.Right : comparison.Left;
                    break;
                case BinaryExpr { Operator: BinaryOperator.Multiply } product when NumberIn(product) is { } factor:
                    return factor == 100 ? ValueScale.Percent : ValueScale.Unknown;
                case BinaryExpr { Operator: BinaryOperator.Add or BinaryOperator.Subtract } sum when NumberIn(sum) is { } number && number is 1 or 100:
                    isOfHundred |= number == 100;
                    expr = sum.Left.WithoutParens() is NumberLiteral ? sum.Right : sum.Left;
                    break;
                case BinaryExpr { Operator: BinaryOperator.Divide } percentage when percentage.Left.WithoutParens() is BinaryExpr { Operator: BinaryOperator.Multiply } part && NumberIn(part) == 100:
                    return ValueScale.Percent;
                case BinaryExpr { Operator: BinaryOperator.Divide } quotient:
                    return !isOfHundred && quotient.Right.Type == ExprType.Vector && quotient.Left.Type == ExprType.Vector && limit is > 0 and <= 1 ? ValueScale.Ratio : FindByRecord(named, limit);
                case AggregateExpr { Operator: AggregateOperator.Min or AggregateOperator.Max or AggregateOperator.Avg or AggregateOperator.TopK or AggregateOperator.BottomK } aggregation:
                    expr = aggregation.Operand;
                    break;
                case Call { Name: "increase" }:
                    return ValueScale.Count;
                case Call { Name: "histogram_quantile", ArgumentSpan: [_, var buckets] }:
                    return FindByNames(buckets, limit);
                case Call { Subject: { } subject } call when call.Has(FunctionTraits.PicksSample) || call.Has(FunctionTraits.Clamps) || call.Name is "abs" or "avg_over_time":
                    expr = subject;
                    break;
                case MatrixSelector matrix:
                    expr = matrix.Selector;
                    break;
                case VectorSelector { Name: { } metric } recorded when records++ < MaxRecords && rules.RecordedOnlyBy(metric) is { } recording:
                    named ??= recorded;
                    expr = recording.Expression!.Root!;
                    break;
                case VectorSelector selector:
                    return FindByNames(named ?? selector, limit);
                default:
                    return FindByRecord(named, limit);
            }
        }
    }

    /// <summary>What the name of a recorded series says where its expression says nothing.</summary>
    private static ValueScale FindByRecord(VectorSelector? named, double? limit) => named is null ? ValueScale.Unknown : FindByNames(named, limit);

    private static ValueScale FindByNames(Expr expr, double? limit)
    {
        string name = expr.DescendantsAndSelf().OfType<VectorSelector>().FirstOrDefault()?.Name ?? "";
        name = name.EndsWith("_bucket", StringComparison.Ordinal) ? name[..^"_bucket".Length] : name;
        return name switch
        {
            _ when name.EndsWith("_seconds", StringComparison.Ordinal) => ValueScale.Seconds,
            _ when name.EndsWith("_bytes", StringComparison.Ordinal) => ValueScale.Bytes,
            _ when name.EndsWith("_percent", StringComparison.Ordinal) || name.EndsWith("_percentage", StringComparison.Ordinal) => ValueScale.Percent,
            _ when (name.EndsWith("_ratio", StringComparison.Ordinal) || name.Contains(":ratio", StringComparison.Ordinal)) && limit is null or (> 0 and <= 1) => ValueScale.Ratio,
            _ => ValueScale.Unknown,
        };
    }

    /// <summary>The number on one side of an operation.</summary>
    private static double? NumberIn(BinaryExpr binary) =>
        (binary.Right.WithoutParens() as NumberLiteral ?? binary.Left.WithoutParens() as NumberLiteral)?.Value;
}
