using System.Runtime.CompilerServices;
using PromRuleLint.Facts;
using PromRuleLint.PromQL.Functions;
using PromRuleLint.PromQL.Syntax;
using PromRuleLint.RuleSets;

namespace PromRuleLint.Checks.Semantics;

/// <summary>In which unit the values of an expression are, as it is declared of the metrics that they come from or as their names say, also over recording rules.</summary>
internal sealed class UnitReader(RuleSet rules, MetricCatalog catalog)
{
    /// <summary>No expression that a person writes has more nodes that decide its unit.</summary>
    private const int MaxSteps = 64;

    private int _steps;

    /// <summary>Whether a name, and not a declaration, has told some unit.</summary>
    public bool IsByName { get; private set; }

    /// <summary>The unit; null where it is not known.</summary>
    public Unit? Read(Expr expr)
    {
        if (++_steps > MaxSteps || !RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            return null;
        }

        return expr switch
        {
            ParenExpr paren => Read(paren.Inner),
            UnaryExpr unary => Read(unary.Operand),
            MatrixSelector matrix => Read(matrix.Selector),
            SubqueryExpr query => Read(query.Inner),
            VectorSelector { Name: { } metric } => ReadMetric(metric),
            AggregateExpr aggregate => aggregate.Operator is AggregateOperator.Count or AggregateOperator.Group or AggregateOperator.CountValues or AggregateOperator.Stdvar ? null : Read(aggregate.Operand),
            Call call => ReadCall(call),
            BinaryExpr binary => ReadBinary(binary),
            _ => null,
        };
    }

    private Unit? ReadMetric(string metric)
    {
        if (rules.RecordingRules(metric) is [{ Expression.Root: { } root }])
        {
            return Read(root) ?? NamedRatio(metric, root);
        }

        return rules.MayBeRecorded(metric) || metric.Contains(':', StringComparison.Ordinal) ? null
            : catalog.Find(metric)?.Unit is { } declared ? Unit.Named(declared.Value)
            : ByName(metric);
    }

    /// <summary>The unit of a recorded series whose name says that it is a ratio; of other units the expression tells more, and of percent the factor does.</summary>
    private Unit? NamedRatio(string metric, Expr root)
    {
        if (!(metric.EndsWith("_ratio", StringComparison.Ordinal) || metric.EndsWith(":ratio", StringComparison.Ordinal)) || root.DescendantsAndSelf().Any(static node => node is NumberLiteral { Value: 100 }))
        {
            return null;
        }

        IsByName = true;
        return Unit.Named("ratio");
    }

    private Unit? ByName(string metric)
    {
        IsByName |= Unit.FromMetricName(metric) is not null;
        return Unit.FromMetricName(metric);
    }

    private Unit? ReadCall(Call call) => call switch
    {
        { Name: "time" } => Unit.Seconds,
        _ when call.Has(FunctionTraits.GivesTime) => Unit.Seconds,
        { Name: "scalar" or "vector", ArgumentSpan: [var inner] } => Read(inner),
        { Name: "histogram_quantile", Subject: { } buckets } => ReadBuckets(buckets),
        { Subject: { } value } when call.Has(FunctionTraits.KeepsUnit) => Read(value),
        _ => null,
    };

    /// <summary>A quantile is in the unit of the boundaries, whatever has happened to the counts.</summary>
    private Unit? ReadBuckets(Expr buckets)
    {
        foreach (Expr node in buckets.DescendantsAndSelf())
        {
            if (node is VectorSelector { Name: { } metric })
            {
                return metric.EndsWith("_bucket", StringComparison.Ordinal) ? ReadMetric(metric) : null;
            }
        }

        return null;
    }

    private Unit? ReadBinary(BinaryExpr binary)
    {
        switch (binary.Operator)
        {
            case BinaryOperator.And or BinaryOperator.Unless:
                return Read(binary.Left);
            case BinaryOperator.Or:
                return Read(binary.Left) is { } left && Read(binary.Right) is { } right && left.FitsTo(right) ? left : null;
            case BinaryOperator.Add or BinaryOperator.Subtract:
                return binary.Left.WithoutParens() is NumberLiteral ? Read(binary.Right)
                    : binary.Right.WithoutParens() is NumberLiteral ? Read(binary.Left)
                    : Read(binary.Left) is { } one && Read(binary.Right) is { } other && one.FitsTo(other) ? one : null;
            case BinaryOperator.Multiply when Number(binary.Right) is { } factor:
                return Read(binary.Left)?.Times(factor);
            case BinaryOperator.Multiply when Number(binary.Left) is { } factor:
                return Read(binary.Right)?.Times(factor);
            case BinaryOperator.Divide when Number(binary.Right) is { } divisor:
                return Read(binary.Left)?.Times(1 / divisor);
            default:
                return binary is { IsComparison: true, ReturnsBool: false } ? Read(binary.Left) : null;
        }
    }

    private static double? Number(Expr expr) => expr.WithoutParens() switch
    {
        NumberLiteral { Value: not 0 } number => number.Value,
        BinaryExpr { Operator: BinaryOperator.Multiply } product when Number(product.Left, product.Right) is var (left, right) => left * right,
        _ => null,
    };

    private static (double, double)? Number(Expr left, Expr right) =>
        left.WithoutParens() is NumberLiteral one && right.WithoutParens() is NumberLiteral other ? (one.Value, other.Value) : null;
}
