using System.Collections.Immutable;
using PromRuleLint.Diagnostics;
using PromRuleLint.Facts;
using PromRuleLint.PromQL.Syntax;

namespace PromRuleLint.Checks.Semantics;

/// <summary>
/// A <c>label_replace</c> that gives back what it got: its pattern, which is anchored at both ends, matches no value that the
/// source label can have, or the source label is gone. Or a <c>label_join</c> of labels that are all gone.
/// </summary>
internal sealed class LabelReplaceWithoutEffect : Check
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        id: "PRL3061",
        name: "label-replace-without-effect",
        title: "A label_replace without effect",
        messageFormat: "'{0}' never writes '{1}': {2}",
        defaultSeverity: DiagnosticSeverity.Error,
        description: "A `label_replace` whose regular expression matches no value that its source label can have: the label has been removed, or it has a fixed value that the regular expression does not fully match.");

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [Descriptor];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context) => context.RegisterExpressionAction(Analyze, ExprKind.Call);

    private static void Analyze(ExpressionContext context)
    {
        if (context.Node is Call { Name: "label_join", Arguments.Length: > 3 } join)
        {
            AnalyzeJoin(context, join);
            return;
        }

        if (context.Node is not Call { Name: "label_replace", Arguments.Length: 5 } call
            || call.Arguments[1].WithoutParens() is not StringLiteral { Value.Length: > 0 } target || call.Arguments[3].WithoutParens() is not StringLiteral { Value.Length: > 0 } source
            || call.Arguments[4].WithoutParens() is not StringLiteral regexp || context.FactsOf(call.Arguments[0]) is not { Presence: not Presence.Never } facts)
        {
            return;
        }

        PatternFacts pattern = context.Facts.Patterns.Get(regexp.Value);
        if (pattern.Pattern.Error is not null)
        {
            return;
        }

        LabelValues matched = pattern.Values(isMatch: true);
        bool isDelayed = context.Configuration.PromQL.DelayedNameRemoval;
        Reason? reason = null;
        foreach (Alternative alternative in facts.Relevant)
        {
            LabelFact from = isDelayed ? alternative.Read(source.Value) : alternative.Labels[source.Value];
            if (!from.Values.Intersect(matched).IsNone)
            {
                return;
            }

            reason = Reason.Join(reason, from.Reason);
        }

        LabelValues values = facts.Labels[source.Value].Values;
        string why = values.MayBePresent
            ? $"'{source.Value}' is {values} here, and the pattern must match the whole of it; write '.*' where anything may stand"
            : $"there is no label '{source.Value}' here, and the pattern does not match the empty text; keep '{source.Value}', or take another label";
        context.ReportDiagnostic(Descriptor, call.Range, new() { AdditionalLocations = FactReports.Chain(reason, context.Locate(call.Range)) }, "label_replace", target.Value, why);
    }

    /// <summary>A <c>label_join</c> of labels that are all gone, which writes the separators only.</summary>
    private static void AnalyzeJoin(ExpressionContext context, Call call)
    {
        if (call.Arguments[1].WithoutParens() is not StringLiteral { Value.Length: > 0 } target || context.FactsOf(call.Arguments[0]) is not { Presence: not Presence.Never } facts)
        {
            return;
        }

        Reason? reason = null;
        var names = new List<string>();
        foreach (Expr argument in call.Arguments.AsSpan()[3..])
        {
            if (argument.WithoutParens() is not StringLiteral { Value: { Length: > 0 } name } || !facts.Labels.IsImpossible(name)
                || (name == Matching.MetricName && context.Configuration.PromQL.DelayedNameRemoval))
            {
                return;
            }

            names.Add($"'{name}'");
            reason = Reason.Join(reason, facts.Labels[name].Reason);
        }

        context.ReportDiagnostic(
            Descriptor, call.Range, new() { AdditionalLocations = FactReports.Chain(reason, context.Locate(call.Range)) },
            "label_join", target.Value, $"there {(names.Count == 1 ? "is no label" : "are no labels")} {string.Join(", ", names)} here; keep what is to be joined");
    }
}
