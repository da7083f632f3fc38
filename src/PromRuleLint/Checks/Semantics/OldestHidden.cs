using System.Collections.Immutable;
using PromRuleLint.Diagnostics;
using PromRuleLint.Facts;
using PromRuleLint.PromQL.Syntax;
using PromRuleLint.Rules;

namespace PromRuleLint.Checks.Semantics;

/// <summary>The age of the newest of several timestamps, asked whether it is too old: one fresh series hides all that are stale.</summary>
internal sealed class OldestHidden : Check
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        id: "PRL3046",
        name: "oldest-hidden",
        title: "An age that hides older series",
        messageFormat: "'{0}' is the age of the newest series, which hides all older ones; if each must be fresh, write '{1}'",
        defaultSeverity: DiagnosticSeverity.Info,
        description: "A test whether the age of the newest of several timestamps is too high: `time() - max(x) > …`, `max(x) < time() - …`, `min(time() - x) > …`.");

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [Descriptor];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.RegisterExpressionAction(AnalyzeDifference, ExprKind.BinaryExpr);
        context.RegisterExpressionAction(AnalyzeLeast, ExprKind.AggregateExpr);
    }

    private static void AnalyzeDifference(ExpressionContext context)
    {
        var node = (BinaryExpr)context.Node;
        AggregateExpr? newest = node.Operator switch
        {
            BinaryOperator.Subtract when Clock.IsNow(node.Left) && AsksForOld(context) => Newest(context, node.Right),
            BinaryOperator.Less or BinaryOperator.LessOrEqual when Clock.IsPast(node.Right) => Newest(context, node.Left),
            BinaryOperator.Greater or BinaryOperator.GreaterOrEqual when Clock.IsPast(node.Left) => Newest(context, node.Right),
            _ => null,
        };
        if (newest is not null)
        {
            context.ReportDiagnostic(Descriptor, node.Range, FactReports.Short(node.Range.In(context.Expression.Text)), newest.Operator switch
            {
                AggregateOperator.TopK => "bottomk",
                AggregateOperator.Quantile => "quantile(0, …)",
                _ => "min",
            });
        }
    }

    private static void AnalyzeLeast(ExpressionContext context)
    {
        if (context.Node is AggregateExpr { Operator: AggregateOperator.Min } least && IsOverMany(least)
            && least.Operand.WithoutParens() is BinaryExpr { Operator: BinaryOperator.Subtract } age && Clock.IsNow(age.Left) && age.Right.Type == ExprType.Vector && AsksForOld(context))
        {
            context.ReportDiagnostic(Descriptor, least.Range, FactReports.Short(least.Range.In(context.Expression.Text)), "max");
        }
    }

    /// <summary>The maximum over several series, also a recorded one; null for other expressions.</summary>
    private static AggregateExpr? Newest(ExpressionContext context, Expr expr)
    {
        if (expr.WithoutParens() is AggregateExpr { Operator: AggregateOperator.TopK } selection && PicksLargest(selection) && IsOverMany(selection))
        {
            return selection;
        }

        foreach (Origin origin in SeriesOrigins.Find(expr, OriginPaths.Scaling | OriginPaths.Records, context.RuleSet, context.Rule))
        {
            if (origin.Node is AggregateExpr newest && PicksLargest(newest) && IsOverMany(newest))
            {
                return newest;
            }
        }

        return null;
    }

    private static bool PicksLargest(AggregateExpr aggregate) => aggregate.Operator switch
    {
        AggregateOperator.Max => true,
        AggregateOperator.TopK or AggregateOperator.Quantile => aggregate.Parameter?.WithoutParens() is NumberLiteral { Value: 1 },
        _ => false,
    };

    /// <summary>Whether an aggregation is over different things, and not over the replicas of one thing.</summary>
    private static bool IsOverMany(AggregateExpr aggregate) => aggregate.Without
        ? aggregate.Grouping.Any(static label => !WellKnownLabels.Has(label.Name, LabelTraits.Replica) && !label.Name.Contains("replica", StringComparison.Ordinal))
        : aggregate.Grouping.All(static label => WellKnownLabels.Has(label.Name, LabelTraits.Shared));

    /// <summary>Whether the node is compared so that what is older passes.</summary>
    private static bool AsksForOld(ExpressionContext context)
    {
        Expr below = context.Node;
        for (int up = 0; context.Ancestor(up) is { } ancestor; up++)
        {
            if (ancestor is BinaryExpr { IsComparison: true } comparison)
            {
                return comparison.Operator is BinaryOperator.Greater or BinaryOperator.GreaterOrEqual
                    ? comparison.Left == below
                    : comparison.Operator is BinaryOperator.Less or BinaryOperator.LessOrEqual && comparison.Right == below;
            }

            if (ancestor is not ParenExpr && SeriesOrigins.Next(ancestor, OriginPaths.Scaling).First != below)
            {
                return false;
            }

            below = ancestor;
        }

        return context.Rule is RecordingRule { NameText: { } name } && context.RuleSet.Readers(name).Any(static reader => reader.Rule is AlertingRule { Expression.Root: { } root } && AsksForOld(root, reader.Selector));
    }

    /// <summary>Whether an alert compares the age that it reads so that what is older passes.</summary>
    private static bool AsksForOld(Expr root, VectorSelector age) =>
        root.DescendantsAndSelf().OfType<BinaryExpr>().Any(comparison => comparison.Operator switch
        {
            BinaryOperator.Greater or BinaryOperator.GreaterOrEqual => comparison.Left.WithoutParens() == age,
            BinaryOperator.Less or BinaryOperator.LessOrEqual => comparison.Right.WithoutParens() == age,
            _ => false,
        });
}
