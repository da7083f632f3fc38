using System.Collections.Immutable;
using PromRuleLint.Diagnostics;
using PromRuleLint.PromQL.Syntax;

namespace PromRuleLint.Checks.Semantics;

/// <summary>An offset into the future of the rule's evaluation, where nothing has been stored yet.</summary>
internal sealed class NegativeOffset : Check
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        id: "PRL3033",
        name: "negative-offset",
        title: "A negative offset",
        messageFormat: "'{0}' reads ahead of the rule's evaluation, where no samples are yet; write a positive offset to look back",
        defaultSeverity: DiagnosticSeverity.Info,
        description: "A negative `offset` of a selector or subquery, without `@` and not inside another subquery.");

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [Descriptor];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context) =>
        context.RegisterExpressionAction(Analyze, ExprKind.VectorSelector, ExprKind.SubqueryExpr);

    private static void Analyze(ExpressionContext context)
    {
        (OffsetModifier? offset, AtModifier? at) = context.Node is VectorSelector selector ? (selector.Offset, selector.At) : (((SubqueryExpr)context.Node).Offset, ((SubqueryExpr)context.Node).At);
        if (offset?.Duration.Constant is { } duration && duration < TimeSpan.Zero && at is null && !IsInsideSubquery(context))
        {
            context.ReportDiagnostic(Descriptor, offset.Range, offset.Range.In(context.Expression.Text).ToString());
        }
    }

    /// <summary>Whether a subquery moves the time of evaluation, so that ahead of it may still be the past.</summary>
    private static bool IsInsideSubquery(ExpressionContext context)
    {
        for (int up = 0; up < context.Depth; up++)
        {
            if (context.Ancestor(up) is SubqueryExpr)
            {
                return true;
            }
        }

        return false;
    }
}
