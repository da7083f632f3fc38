using System.Collections.Immutable;
using System.Globalization;
using PromRuleLint.Diagnostics;
using PromRuleLint.PromQL;
using PromRuleLint.PromQL.Functions;
using PromRuleLint.PromQL.Syntax;
using PromRuleLint.Rules;

namespace PromRuleLint.Checks.Liveness;

/// <summary>A change looked for in a window that holds no write at times, although all are on time. Silent where no cadence is declared.</summary>
internal sealed class WindowAgainstCadence : Check
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        id: "PRL5011",
        name: "window-against-cadence",
        title: "A window shorter than the write interval",
        messageFormat: "'{0}' is written {1}, and a window of {2} {3}; {4}",
        defaultSeverity: DiagnosticSeverity.Warning,
        description: "A call of `changes`, `rate`, `increase` and similar functions over a window that may contain no write although all writes are punctual: a window shorter than the cadence of the metric, its grace and, where it is known, the scrape interval.");

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [Descriptor];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context) => context.RegisterExpressionAction(Analyze, ExprKind.Call);

    private static void Analyze(ExpressionContext context)
    {
        if (!context.Configuration.Facts.HasCadences
            || context.Node is not Call { Subject: MatrixSelector { Window.Constant: { } window } matrix } call || !(call.Name == "changes" || call.Has(FunctionTraits.MeasuresChange))
            || DeclaredCadence.ForMetric(context.Configuration.Facts, matrix.Selector) is not { } declared || DeclaredCadence.WaitOf(context.Rule) is not { } wait || window >= declared.Longest)
        {
            return;
        }

        if (AsksForChange(context))
        {
            // An alert on a change is news; that it could never last so long is a fault.
            if (wait >= window && window < declared.Cadence.Every)
            {
                Report(context, matrix, declared, window, $"holds each write for {Show(window)}, so '{Text(context)}' never holds for the {Show(wait)} of 'for'", $"use a window of at least {Show(declared.Longest)}, or wait shorter");
            }

            return;
        }

        if (window + wait < declared.Longest)
        {
            // Two samples are compared, so that a window sees one interval less than it is long.
            double share = Math.Clamp(1 - ((window - declared.Seen) / declared.Cadence.Every), 0, 1);
            string when = share >= 0.005 ? string.Create(CultureInfo.InvariantCulture, $"about {share * 100:0} % of the time") : "when one is late";
            Report(context, matrix, declared, window, $"holds none {when} while all is well, so that '{Text(context)}' is 0", $"use a window of at least {Show(declared.Longest)}");
        }
    }

    private static void Report(ExpressionContext context, MatrixSelector matrix, DeclaredCadence declared, TimeSpan window, string consequence, string advice) =>
        context.ReportDiagnostic(Descriptor, matrix.Window.Range, declared.Metric, declared.Cadence, Show(window), consequence, advice);

    /// <summary>Whether an alert fires where there was a change: the call, or that it is above something, is its condition.</summary>
    private static bool AsksForChange(ExpressionContext context)
    {
        Expr node = context.Node;
        for (int up = 0; context.Ancestor(up) is { } above; up++)
        {
            bool isKept = above is ParenExpr or BinaryExpr { Operator: BinaryOperator.And }
                || (above is BinaryExpr { Operator: BinaryOperator.Greater or BinaryOperator.GreaterOrEqual or BinaryOperator.NotEqual, ReturnsBool: false } comparison && comparison.Left == node && comparison.Right.Type == ExprType.Scalar);
            if (!isKept)
            {
                return false;
            }

            node = above;
        }

        return context.Rule is AlertingRule;
    }

    private static string Text(ExpressionContext context) => FactReports.Short(context.Node.Range.In(context.Expression.Text));

    private static string Show(TimeSpan duration) => PrometheusDuration.Format(duration);
}
