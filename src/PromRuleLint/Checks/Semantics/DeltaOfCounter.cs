using System.Collections.Immutable;
using PromRuleLint.Diagnostics;
using PromRuleLint.PromQL.Syntax;

namespace PromRuleLint.Checks.Semantics;

/// <summary><c>delta</c> or <c>idelta</c> of a counter, which knows nothing of resets.</summary>
public sealed class DeltaOfCounter : Check
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        "PRL3023", "delta-of-counter", "A difference of a counter that ignores its resets",
        "'{0}' is a counter, and {1} goes far below 0 when it starts again from 0; write {2}", Severity.Warning) { HasFix = true, FixSafety = FixSafety.Unsafe };

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [Descriptor];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context) => context.RegisterExpressionAction(Analyze, ExprKind.Call);

    private static void Analyze(ExpressionContext context)
    {
        if (context.Node is not Call { Name: "delta" or "idelta", Arguments: [MatrixSelector { Selector.Name: { } metric }] } call
            || !MetricKinds.IsCounter(context.Configuration.Facts.Metrics, metric) || context.RuleSet.MayBeRecorded(metric) || ExpectsDecrease(context))
        {
            return;
        }

        CodeFix? fix = call.Name == "delta" ? context.Fix("Write increase", isSafe: false, (call.NameRange, "increase")) : null;
        context.Report(Descriptor, call.NameRange, MetricKinds.Declaration(context.Configuration.Facts.Metrics, metric), fix, metric, call.Name, call.Name == "delta" ? "increase" : "increase or irate");
    }

    /// <summary>Whether the difference is compared with a number below 0: whoever writes that knows that the metric falls.</summary>
    private static bool ExpectsDecrease(ExpressionContext context) =>
        context.ParentBeyondParens() is BinaryExpr { Operator: BinaryOperator.Less or BinaryOperator.LessOrEqual } comparison
        && comparison.Right.WithoutParens() is NumberLiteral { Value: < 0 };
}
