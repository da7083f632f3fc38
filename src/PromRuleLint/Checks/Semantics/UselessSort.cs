using System.Collections.Immutable;
using PromRuleLint.Diagnostics;
using PromRuleLint.PromQL.Functions;
using PromRuleLint.PromQL;
using PromRuleLint.PromQL.Syntax;
using PromRuleLint.Text;

namespace PromRuleLint.Checks.Semantics;

/// <summary>A sort in a rule, whose result has no order.</summary>
internal sealed class UselessSort : Check
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        "PRL3034", "useless-sort", "A sort in a rule",
        "The result of a rule has no order, so {0} does nothing here; leave it out", Severity.Information) { HasFix = true };

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
        context.Report(Descriptor, call.NameRange, [], fix, call.Name);
    }
}
