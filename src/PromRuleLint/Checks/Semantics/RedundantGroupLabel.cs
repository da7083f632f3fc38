using System.Collections.Immutable;
using PromRuleLint.Diagnostics;
using PromRuleLint.Facts;
using PromRuleLint.PromQL.Syntax;
using PromRuleLint.Text;

namespace PromRuleLint.Checks.Semantics;

/// <summary>A label of a grouping or a matching that changes nothing: named twice, gone already, or equal on both sides anyway.</summary>
internal sealed class RedundantGroupLabel : Check
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        id: "PRL3015",
        name: "redundant-group-label",
        title: "A redundant label in a grouping or match",
        messageFormat: "'{0}' changes nothing here: {1}; remove it",
        defaultSeverity: DiagnosticSeverity.Info,
        description: "A label that has no effect where it is named.") { HasFix = true, Confidence = Confidence.Style };

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [Descriptor];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context) => context.RegisterExpressionAction(Analyze, ExprKind.AggregateExpr, ExprKind.BinaryExpr);

    private static void Analyze(ExpressionContext context)
    {
        if (context.Node is AggregateExpr aggregate)
        {
            Check(context, aggregate.Grouping, label => aggregate.Without && IsGone(context, label, aggregate.Operand) ? "no series there has it" : null);
        }
        else if (context.Node is BinaryExpr { Matching: { } matching } node)
        {
            Check(context, matching.Labels, label => !matching.IsOn && IsGone(context, label, node.Left) && IsGone(context, label, node.Right) ? "no series of either side has it" : null);

            // What `fill` puts in has none of the labels.
            bool isFilled = (matching.FillLeft ?? matching.FillRight) is not null;
            Check(
                context, matching.Include,
                label => !matching.IsOn && !isFilled && label != "__name__" && !matching.Lists(label) ? "the sides are matched on it, so that both have the same value" : null);
        }
    }

    /// <summary>
    /// Whether the expression itself drops the label. What a rule records may come back with external labels, where several
    /// servers are read together; so that a recorded series lacks it is not enough.
    /// </summary>
    private static bool IsGone(ExpressionContext context, string label, Expr operand)
    {
        return label != "__name__" && Lacks(context, operand) && !operand.DescendantsAndSelf().Any(node => node is VectorSelector && Lacks(context, node));

        bool Lacks(ExpressionContext at, Expr node) => at.FactsOf(node) is { Presence: not Presence.Never } facts && facts.Labels.IsImpossible(label);
    }

    private static void Check(ExpressionContext context, ImmutableArray<LabelName> labels, Func<string, string?> whyNothing)
    {
        var before = new HashSet<string>(StringComparer.Ordinal);
        for (int i = 0; i < labels.Length; i++)
        {
            string name = labels[i].Name;
            if ((!before.Add(name) ? "it is named before" : whyNothing(name)) is { } why)
            {
                context.ReportDiagnostic(Descriptor, labels[i].Range, new() { Fix = context.Fix("Remove the label", isSafe: true, (WithComma(labels, i), "")) }, name, why);
            }
        }
    }

    private static TextRange WithComma(ImmutableArray<LabelName> labels, int i)
    {
        TextRange label = labels[i].Range;
        return i > 0 ? new TextRange(labels[i - 1].Range.End, label.End) : labels.Length > 1 ? new TextRange(label.Start, labels[1].Range.Start) : label;
    }
}
