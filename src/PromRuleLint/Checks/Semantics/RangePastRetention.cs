using System.Collections.Immutable;
using PromRuleLint.Diagnostics;
using PromRuleLint.PromQL;
using PromRuleLint.PromQL.Syntax;

namespace PromRuleLint.Checks.Semantics;

/// <summary>A range that reaches back to where nothing is kept any more, so that it holds less than it says.</summary>
internal sealed class RangePastRetention : Check
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        id: "PRL3032",
        name: "range-past-retention",
        title: "A range past the retention",
        messageFormat: "Samples are kept for {0}, so this range of {1}{2} is never full; make it shorter, or keep them longer",
        defaultSeverity: DiagnosticSeverity.Warning,
        description: "The range of a selector or subquery that, together with its offset, reaches further back than the retention, or a subquery that does so together with the ranges inside it.");

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [Descriptor];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context) => context.RegisterExpressionAction(Analyze, ExprKind.MatrixSelector, ExprKind.SubqueryExpr);

    private static void Analyze(ExpressionContext context)
    {
        DurationSyntax window = context.Node is MatrixSelector matrix ? matrix.Window : ((SubqueryExpr)context.Node).Window;
        TimeSpan offset = PastRetention.OffsetOf(context.Node)?.Duration ?? TimeSpan.Zero;
        if (context.Configuration.Facts.Retention is { } retention && window.Constant is { } range && offset <= retention && range + offset > retention)
        {
            string after = offset > TimeSpan.Zero ? $" after an offset of {PrometheusDuration.Format(offset)}" : "";
            context.ReportDiagnostic(Descriptor, window.Range, PrometheusDuration.Format(retention), PrometheusDuration.Format(range), after);
        }
        else if (context.Node is SubqueryExpr subquery && context.Configuration.Facts.Retention is { } kept && !IsInSubquery(context))
        {
            AnalyzeInside(context, subquery, kept);
        }
    }

    /// <summary>What stands in a subquery looks back from each of its steps, the first one too.</summary>
    private static void AnalyzeInside(ExpressionContext context, SubqueryExpr subquery, TimeSpan retention)
    {
        var pending = new Stack<(Expr Node, TimeSpan Before)>([(subquery, TimeSpan.Zero)]);
        TimeSpan longest = TimeSpan.Zero;
        while (pending.TryPop(out (Expr Node, TimeSpan Before) at))
        {
            TimeSpan before = at.Before + (PastRetention.OffsetOf(at.Node)?.Duration ?? TimeSpan.Zero);
            if (at.Node is MatrixSelector or SubqueryExpr)
            {
                DurationSyntax window = at.Node is MatrixSelector matrix ? matrix.Window : ((SubqueryExpr)at.Node).Window;
                if (window.Constant is not { } range || before > retention || (at.Node != subquery && before - at.Before + range > retention))
                {
                    return;
                }

                before += range;
            }

            longest = before > longest ? before : longest;
            for (int i = 0; at.Node is not MatrixSelector && i < at.Node.ChildCount; i++)
            {
                pending.Push((at.Node.GetChild(i), before));
            }
        }

        if (subquery.Window.Constant is { } own && longest > retention)
        {
            context.ReportDiagnostic(
                Descriptor, subquery.Range,
                PrometheusDuration.Format(retention), PrometheusDuration.Format(own), $", which with what stands in it reaches back {PrometheusDuration.Format(longest)},");
        }
    }

    private static bool IsInSubquery(ExpressionContext context)
    {
        for (int up = 0; context.Ancestor(up) is { } ancestor; up++)
        {
            if (ancestor is SubqueryExpr)
            {
                return true;
            }
        }

        return false;
    }
}
