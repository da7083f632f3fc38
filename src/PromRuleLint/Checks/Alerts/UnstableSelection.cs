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
            if (source is AggregateExpr { Operator: AggregateOperator.TopK or AggregateOperator.BottomK or AggregateOperator.LimitK } selection && !IsDeduplication(selection) && !IsDropped(root, selection) && !IsOfConstants(context, selection))
            {
                context.Report(Descriptor, expression.ToSource(selection.OperatorRange), selection.OperatorRange.In(expression.Text).ToString());
            }
        }
    }

    /// <summary>One series for each group is how duplicates are dropped, mostly before a join; there is no rank in it.</summary>
    private static bool IsDeduplication(AggregateExpr selection) =>
        selection.Parameter?.WithoutParens() is NumberLiteral { Value: 1 } && !selection.GroupingRange.IsEmpty;

    /// <summary>Whether the values among which it selects are constants, as where limits are chosen by labels: their order does not move.</summary>
    private static bool IsOfConstants(RuleContext context, AggregateExpr selection) =>
        context.Facts.ForRule(context.Rule)?.ForNode(selection.Operand).Alternatives.All(static alternative => alternative.Value.Single is not null) == true;

    /// <summary>
    /// Whether none of the labels that tell the selected series apart reaches the alert: it has the same labels whichever is
    /// selected. Only where the selection is made among groups are these labels known.
    /// </summary>
    private static bool IsDropped(Expr root, AggregateExpr selection)
    {
        if (selection.Operand.WithoutParens() is not AggregateExpr { Without: false } groups)
        {
            return false;
        }

        var labels = groups.Grouping.Select(static label => label.Name).ToHashSet(StringComparer.Ordinal);
        labels.ExceptWith(selection.Without ? [] : selection.Grouping.Select(static label => label.Name));
        List<BinaryExpr> above = [.. root.DescendantsAndSelf().OfType<BinaryExpr>().Where(binary => binary.Range.Contains(selection.Range))];
        above.Reverse();
        foreach (BinaryExpr binary in above)
        {
            if (binary is not { Matching: { } matching, IsSetOperation: false })
            {
                continue;
            }

            bool isMany = matching.Cardinality switch
            {
                MatchCardinality.ManyToOne => binary.Left.Range.Contains(selection.Range),
                MatchCardinality.OneToMany => binary.Right.Range.Contains(selection.Range),
                _ => false,
            };
            if (!isMany)
            {
                var matched = matching.Labels.Select(static label => label.Name);
                var included = labels.Intersect(matching.Include.Select(static label => label.Name)).ToArray();
                if (matching.IsOn)
                {
                    labels.IntersectWith(matched);
                }
                else
                {
                    labels.ExceptWith(matched);
                }

                labels.UnionWith(included);
            }
        }

        return labels.Count == 0;
    }
}
