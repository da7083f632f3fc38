using System.Collections.Immutable;
using PromRuleLint.Diagnostics;
using PromRuleLint.PromQL.Syntax;
using PromRuleLint.Rules;

namespace PromRuleLint.Checks.Alerts;

/// <summary>
/// An alert on the series that <c>topk</c>, <c>bottomk</c> or <c>limitk</c> selects: at each evaluation they may be others.
/// <c>limit_ratio</c> selects by a hash of the labels and always the same. One series for each group is left alone.
/// </summary>
internal sealed class UnstableSelection : Check
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        "PRL4010", "unstable-selection", "An alert on a selection that moves",
        "which series '{0}' selects may change at each evaluation: alerts come and go although nothing got better; compare with a limit instead",
        Severity.Warning);

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [Descriptor];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context) => context.RegisterRuleAction(Analyze);

    private static void Analyze(RuleContext context)
    {
        if (context.Rule is not AlertingRule { Expression: { Root: { } root } expression })
        {
            return;
        }

        foreach (Expr source in AlertSources.Find(root))
        {
            if (source is AggregateExpr { Operator: AggregateOperator.TopK or AggregateOperator.BottomK or AggregateOperator.LimitK } selection && !IsDeduplication(selection))
            {
                context.Report(Descriptor, expression.ToSource(selection.OperatorRange), selection.OperatorRange.In(expression.Text).ToString());
            }
        }
    }

    /// <summary>One series for each group is how duplicates are dropped, mostly before a join; there is no rank in it.</summary>
    private static bool IsDeduplication(AggregateExpr selection) =>
        selection.Parameter?.WithoutParens() is NumberLiteral { Value: 1 } && !selection.GroupingRange.IsEmpty;
}
