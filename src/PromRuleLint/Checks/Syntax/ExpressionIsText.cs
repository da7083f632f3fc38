using System.Collections.Immutable;
using PromRuleLint.Diagnostics;
using PromRuleLint.PromQL.Syntax;

namespace PromRuleLint.Checks.Syntax;

/// <summary>
/// A rule whose expression is a string or a range vector. The rule loads, and each evaluation fails, for its result is
/// neither a vector nor a scalar (<c>EngineQueryFunc</c> in the reference's <c>rules/manager.go</c>).
/// </summary>
internal sealed class ExpressionIsText : Check
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        id: "PRL2020",
        name: "expression-is-text",
        title: "An expression that does not return a vector",
        messageFormat: "the expression is a {0}, so that each evaluation of the rule fails; {1}",
        defaultSeverity: DiagnosticSeverity.Error,
        description: "A rule whose expression is a string, or a range vector such as `up[5m]`.") { Claim = Claim.GivesNothing };

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [Descriptor];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context) => context.RegisterRootAction(Analyze);

    private static void Analyze(ExpressionContext context)
    {
        if (context.Node.Type == ExprType.String)
        {
            context.ReportDiagnostic(Descriptor, context.Node.Range, "string", "leave the quotes out of the expression");
        }
        else if (context.Node.Type == ExprType.Matrix)
        {
            context.ReportDiagnostic(Descriptor, context.Node.Range, "range vector", "put a function such as 'rate' or 'max_over_time' around it, or leave the range out");
        }
    }
}
