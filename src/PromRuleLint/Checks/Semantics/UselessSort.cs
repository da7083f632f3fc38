using System.Collections.Immutable;
using PromRuleLint.Diagnostics;
using PromRuleLint.PromQL.Functions;
using PromRuleLint.PromQL.Syntax;
using PromRuleLint.Text;

namespace PromRuleLint.Checks.Semantics;

/// <summary>A sort in a rule, whose result has no order.</summary>
internal sealed class UselessSort : Check
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        id: "PRL3034",
        name: "useless-sort",
        title: "A sort without effect in a rule",
        messageFormat: "The result of a rule has no order, so {0} does nothing here; leave it out",
        defaultSeverity: DiagnosticSeverity.Info,
        description: "`sort`, `sort_desc`, `sort_by_label` or `sort_by_label_desc` in a rule.") { HasFix = true };

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [Descriptor];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context) => context.RegisterExpressionAction(Analyze, ExprKind.Call);

    private static void Analyze(ExpressionContext context)
    {
        if (context.Node is not Call { Subject: { } vector } call || !call.Has(FunctionTraits.Sorts))
        {
            return;
        }

        // The parentheses stay, since what is sorted may be an operation inside another one.
        CodeFix? fix = call.Arguments.Length == 1
            ? context.Fix($"Leave out {call.Name}", isSafe: true, (call.NameRange, ""))
            : context.Fix($"Leave out {call.Name}", isSafe: true, (call.NameRange, ""), (new TextRange(vector.Range.End, call.Arguments[^1].Range.End), ""));
        context.ReportDiagnostic(Descriptor, call.NameRange, new() { Fix = fix }, call.Name);
    }
}
