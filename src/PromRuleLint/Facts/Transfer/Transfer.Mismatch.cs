using PromRuleLint.PromQL;
using PromRuleLint.PromQL.Syntax;

namespace PromRuleLint.Facts;

internal static partial class Transfer
{
    /// <summary>Why no series of the one side matches one of the other: a label that both would have to share.</summary>
    internal static Reason Mismatch(BinaryExpr node, Matching matching, string label, Alternative l, Alternative r, FactsContext context) =>
        Mismatch(node, matching, label, l, r, context.Rule);

    /// <inheritdoc cref="Mismatch(BinaryExpr, Matching, string, Alternative, Alternative, FactsContext)"/>
    internal static Reason Mismatch(BinaryExpr node, Matching matching, string label, Alternative l, Alternative r, Rules.Rule? rule) =>
        Reason.At(ReasonKind.Mismatch, rule, matching.Range, (node, label, l, r), static s => MismatchMessage(s.node, s.label, s.l, s.r), l.Read(label).Reason, r.Read(label).Reason);

    private static string MismatchMessage(BinaryExpr node, string label, Alternative l, Alternative r)
    {
        LabelValues left = l.Read(label).Values;
        LabelValues right = r.Read(label).Values;
        if (left.MayBePresent && right.MayBePresent)
        {
            return $"the two sides never have the same `{label}`: {left} on the left, {right} on the right";
        }

        bool isLeft = left.MayBePresent;
        string value = (isLeft ? left : right) is { IsFinite: true } known ? $" ({known})" : "";
        return $"every series of the {(isLeft ? "left" : "right")} side has the label `{label}`{value} and no series of the {(isLeft ? "right" : "left")} side has it; {Remedy(node, label, isLeft, isLeft ? l : r, isLeft ? r : l)}";
    }

    /// <summary>What to write so that the sides match.</summary>
    private static string Remedy(BinaryExpr node, string label, bool withIsLeft, Alternative with, Alternative without)
    {
        string op = Operators.Text(node.Operator);
        string group = node.IsSetOperation || with.Labels.IsEmptySet ? "" : withIsLeft ? " group_left ()" : " group_right ()";
        if (node.Matching is { IsOn: true } or { Labels.IsEmpty: false })
        {
            return $"match on labels that both sides have";
        }

        if (!without.Labels.Others.IsImpossible)
        {
            return $"leave it out of the match: `{op} ignoring ({label}){group}`";
        }

        IEnumerable<string> shared = without.Labels.Named.Where(named => !named.Fact.IsImpossible && named.Name != Matching.MetricName && !with.Labels.IsImpossible(named.Name)).Select(static named => named.Name);
        return $"match on what both sides have: `{op} on ({string.Join(", ", shared)}){group}`";
    }
}
