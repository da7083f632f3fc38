using System.Collections.Immutable;
using PromRuleLint.Diagnostics;
using PromRuleLint.PromQL.Syntax;

namespace PromRuleLint.Checks.Semantics;

/// <summary>A subquery whose step is as long as its range or longer, so that it evaluates once or not at all.</summary>
internal sealed class SubqueryResolution : Check
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        id: "PRL3030",
        name: "subquery-resolution",
        title: "A subquery step as long as its range",
        messageFormat: "With a step of {0} over a range of {1} this subquery evaluates {2}; make the step shorter or the range longer",
        defaultSeverity: DiagnosticSeverity.Warning,
        description: "A subquery whose step is equal to or longer than its range.");

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [Descriptor];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context) => context.RegisterExpressionAction(Analyze, ExprKind.SubqueryExpr);

    private static void Analyze(ExpressionContext context)
    {
        var subquery = (SubqueryExpr)context.Node;
        if (subquery.Step is { Constant: { } step } written && subquery.Window.Constant is { } window && step > TimeSpan.Zero && step >= window)
        {
            string text = context.Expression.Text;
            string effect = step == window ? "its inner expression once only" : "its inner expression once at most, and mostly not at all";
            context.ReportDiagnostic(Descriptor, subquery.BracketsRange, written.Range.In(text).ToString(), subquery.Window.Range.In(text).ToString(), effect);
        }
    }
}
