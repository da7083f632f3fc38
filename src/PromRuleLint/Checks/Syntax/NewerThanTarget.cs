using System.Collections.Immutable;
using PromRuleLint.Diagnostics;
using PromRuleLint.PromQL;
using PromRuleLint.PromQL.Syntax;
using PromRuleLint.Text;

namespace PromRuleLint.Checks.Syntax;

/// <summary>A part of the language that the oldest Prometheus in use, by the configuration, does not have yet.</summary>
public sealed class NewerThanTarget : Check
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        "PRL2010", "newer-than-target", "A part of PromQL that is newer than the target version",
        "Prometheus has {0} since {1}, and target_version is {2}; write it without, or raise target_version", Severity.Warning);

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [Descriptor];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context) => context.RegisterExpressionAction(
        Analyze, ExprKind.Call, ExprKind.AggregateExpr, ExprKind.BinaryExpr, ExprKind.NumberLiteral, ExprKind.MatrixSelector, ExprKind.SubqueryExpr, ExprKind.VectorSelector);

    private static void Analyze(ExpressionContext context)
    {
        if (context.Configuration.PromQL.TargetVersion is not { } target)
        {
            return;
        }

        foreach ((TextRange range, string what, Version since) in LanguageHistory.Of(context.Node, context.Expression.Text))
        {
            if (since.CompareTo(new Version(target.Major, target.Minor)) > 0)
            {
                context.Report(Descriptor, range, what, since.ToString(2), target.ToString());
            }
        }
    }
}
