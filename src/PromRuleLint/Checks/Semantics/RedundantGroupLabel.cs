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

    private const int Few = 16;

    /// <summary>Where a label is named.</summary>
    private enum Place
    {
        Grouping,
        Matching,
        Include,
    }

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [Descriptor];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context) => context.RegisterExpressionAction(Analyze, ExprKind.AggregateExpr, ExprKind.BinaryExpr);

    private static void Analyze(ExpressionContext context)
    {
        if (context.Node is AggregateExpr aggregate)
        {
            Check(context, aggregate.Grouping, Place.Grouping);
        }
        else if (context.Node is BinaryExpr { Matching: { } matching })
        {
            Check(context, matching.Labels, Place.Matching);
            Check(context, matching.Include, Place.Include);
        }
    }

    /// <summary>Why a label that is named once changes nothing; null where it may change something.</summary>
    private static string? WhyNothing(ExpressionContext context, string label, Place place)
    {
        switch (place, context.Node)
        {
            case (Place.Grouping, AggregateExpr { Without: true } aggregate):
                return IsGone(context, label, aggregate.Operand) ? "no series there has it" : null;
            case (Place.Matching, BinaryExpr { Matching.IsOn: false } node):
                return IsGone(context, label, node.Left) && IsGone(context, label, node.Right) ? "no series of either side has it" : null;

            // What `fill` puts in has none of the labels.
            case (Place.Include, BinaryExpr { Matching: { IsOn: false, FillLeft: null, FillRight: null } matching }):
                return label != "__name__" && !matching.Lists(label) ? "the sides are matched on it, so that both have the same value" : null;
            default:
                return null;
        }
    }

    /// <summary>
    /// Whether the expression itself drops the label. What a rule records may come back with external labels, where several
    /// servers are read together; so that a recorded series lacks it is not enough.
    /// </summary>
    private static bool IsGone(ExpressionContext context, string label, Expr operand)
    {
        if (label == "__name__" || !Lacks(context, operand, label))
        {
            return false;
        }

        foreach (Expr node in operand.Walk())
        {
            if (node is VectorSelector && Lacks(context, node, label))
            {
                return false;
            }
        }

        return true;
    }

    private static bool Lacks(ExpressionContext context, Expr node, string label) =>
        context.FactsOf(node) is { Presence: not Presence.Never } facts && facts.Labels.IsImpossible(label);

    private static void Check(ExpressionContext context, ImmutableArray<LabelName> labels, Place place)
    {
        HashSet<string>? before = null;
        for (int i = 0; i < labels.Length; i++)
        {
            string name = labels[i].Name;
            if ((IsNamedBefore(labels, i, ref before) ? "it is named before" : WhyNothing(context, name, place)) is { } why)
            {
                context.ReportDiagnostic(Descriptor, labels[i].Range, new() { Fix = context.Fix("Remove the label", isSafe: true, (WithComma(labels, i), "")) }, name, why);
            }
        }
    }

    /// <summary>Few labels are compared with each other, many are noted in a set.</summary>
    private static bool IsNamedBefore(ImmutableArray<LabelName> labels, int index, ref HashSet<string>? before)
    {
        if (labels.Length > Few)
        {
            return !(before ??= new(StringComparer.Ordinal)).Add(labels[index].Name);
        }

        for (int i = 0; i < index; i++)
        {
            if (labels[i].Name == labels[index].Name)
            {
                return true;
            }
        }

        return false;
    }

    private static TextRange WithComma(ImmutableArray<LabelName> labels, int i)
    {
        TextRange label = labels[i].Range;
        return i > 0 ? new TextRange(labels[i - 1].Range.End, label.End) : labels.Length > 1 ? new TextRange(label.Start, labels[1].Range.Start) : label;
    }
}
