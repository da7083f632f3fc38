using System.Collections.Immutable;
using PromRuleLint.Diagnostics;
using PromRuleLint.Facts;
using PromRuleLint.PromQL.Syntax;
using PromRuleLint.Rules;
using PromRuleLint.Text;

namespace PromRuleLint.Checks.Semantics;

/// <summary>
/// A label in <c>by</c>, <c>on</c>, a group modifier or a matcher that no series there can have. Where an alert is empty
/// because of its matcher, the alert is reported.
/// </summary>
internal sealed class ImpossibleLabel : Check
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        id: "PRL3011",
        name: "impossible-label",
        title: "An impossible label",
        messageFormat: "the label '{0}' cannot be there {1}: {2}",
        defaultSeverity: DiagnosticSeverity.Error,
        description: "A label in `by`, `on`, `group_left` or `group_right` that no series can have at that point, or a matcher that never selects a series of a recording rule.");

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [Descriptor];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context) => context.RegisterExpressionAction(Analyze, ExprKind.AggregateExpr, ExprKind.BinaryExpr, ExprKind.VectorSelector);

    private static void Analyze(ExpressionContext context)
    {
        if (context.Node is VectorSelector selector)
        {
            CheckMatchers(context, selector);
        }
        else if (context.Node is AggregateExpr { Without: false } aggregate)
        {
            Check(context, aggregate.Grouping, aggregate.Operand, "in what is aggregated");
        }
        else if (context.Node is BinaryExpr { Matching: { } matching } node)
        {
            // Where nothing matches because of it, the match is reported.
            bool matches = context.FactsOf(node) is { } facts && (facts.EmptyReason is not { } reason || reason.Steps(1) is not [{ Kind: ReasonKind.Mismatch }, ..]);
            if (matching.IsOn && matches)
            {
                Check(context, matching.Labels, node.Left, "on the left side");
                Check(context, matching.Labels, node.Right, "on the right side");
            }

            if (matching.Cardinality is MatchCardinality.ManyToOne or MatchCardinality.OneToMany)
            {
                bool oneIsRight = matching.Cardinality == MatchCardinality.ManyToOne;
                // To bring in the name of what has none is how to bring in nothing.
                Check(context, matching.Include.RemoveAll(static label => label.Name == "__name__"), oneIsRight ? node.Right : node.Left, oneIsRight ? "on the right side" : "on the left side");
            }
        }
    }

    /// <summary>Matchers that let nothing through because the rules that record the metric give no such label.</summary>
    private static void CheckMatchers(ExpressionContext context, VectorSelector selector)
    {
        if (selector.Name is not { } metric || !context.RuleSet.Records(metric) || context.FactsOf(selector) is not { EmptyReason: { } reason } facts
            || (context.Rule is AlertingRule && context.Facts.ForRule(context.Rule)?.Result.Presence == Presence.Never))
        {
            return;
        }

        foreach (ReasonStep step in reason.Steps())
        {
            if (step.Kind == ReasonKind.Excluded && step.Rule == context.Rule && selector.Range.Contains(step.Range.Start))
            {
                context.ReportDiagnostic(
                    Descriptor, step.Range, new() { AdditionalLocations = FactReports.Chain(reason, context.Locate(step.Range)) },
                    LabelAt(selector, step.Range), "with this value", $"{step.Message}, so that nothing is selected");
                return;
            }
        }
    }

    private static string LabelAt(VectorSelector selector, TextRange range) => selector.Matchers.FirstOrDefault(matcher => matcher.Range == range)?.Name ?? "";

    private static bool IsAcrossFiles(Reason reason, Rule rule) => reason.Steps().Any(step => step.Source is { } source && source != rule.File.Source);

    private static void Check(ExpressionContext context, ImmutableArray<LabelName> labels, Expr operand, string where)
    {
        if (labels.IsEmpty || context.FactsOf(operand) is not { Presence: not Presence.Never } facts)
        {
            return;
        }

        foreach (LabelName label in labels)
        {
            // Without labels there is no name either, and no one asks for one.
            if (!facts.Labels.IsImpossible(label.Name) || (label.Name == "__name__" && (context.Configuration.PromQL.DelayedNameRemoval || !facts.Relevant.Any(static alternative => alternative.DroppedName is not null))))
            {
                continue;
            }

            Reason? reason = facts.Labels[label.Name].Reason;
            bool isAcrossFiles = reason is not null && IsAcrossFiles(reason, context.Rule);
            var details = new DiagnosticDetails { RepeatKey = label.Name, Severity = isAcrossFiles ? DiagnosticSeverity.Warning : null };
            reason = FactReports.Nearest(reason, label.Name, context.Rule, context.Facts);
            context.ReportDiagnostic(
                Descriptor, label.Range, details with { AdditionalLocations = FactReports.Chain(reason, context.Locate(label.Range)) },
                label.Name, where, FactReports.WithoutLabel(reason, label.Name, context.Rule));
        }
    }
}
