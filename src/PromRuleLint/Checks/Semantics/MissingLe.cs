using System.Collections.Immutable;
using PromRuleLint.Diagnostics;
using PromRuleLint.Facts;
using PromRuleLint.PromQL.Syntax;
using PromRuleLint.Text;

namespace PromRuleLint.Checks.Semantics;

/// <summary>
/// <c>histogram_quantile</c> over classic buckets whose <c>le</c> an aggregation has dropped: without it there are no
/// buckets and the result is empty. VictoriaMetrics' own buckets have <c>vmrange</c> in its place.
/// </summary>
internal sealed class MissingLe : Check
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        "PRL3026", "missing-le", "Buckets without le",
        "'{0}' finds no buckets: {1}", Severity.Error) { HasFix = true, FixSafety = FixSafety.Unsafe };

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [Descriptor];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context) => context.RegisterExpressionAction(Analyze, ExprKind.Call);

    private static void Analyze(ExpressionContext context)
    {
        var call = (Call)context.Node;
        int index = call.Name switch
        {
            "histogram_quantile" => 1,
            "histogram_quantiles" => 0,
            "histogram_fraction" => 2,
            _ => -1,
        };
        if (index < 0 || index >= call.Arguments.Length || context.FactsOf(call.Arguments[index]) is not { Presence: not Presence.Never } facts
            || facts.Value.MayBeHistogram || !facts.Labels.IsImpossible("le") || !facts.Labels.IsImpossible("vmrange"))
        {
            return;
        }

        Expr argument = call.Arguments[index];
        Location location = context.Locate(argument.Range);
        context.Report(Descriptor, argument.Range, FactReports.Chain(facts.Labels["le"].Reason, location), Fix(context, argument), call.Name, Why(argument));
    }

    private static string Why(Expr argument) =>
        argument.DescendantsAndSelf().OfType<VectorSelector>().FirstOrDefault() is { Name: { } name } && !name.EndsWith("_bucket", StringComparison.Ordinal) && !name.Contains(':', StringComparison.Ordinal)
            ? $"'{name}' has none, and the label 'le' is gone here; write the name with '_bucket', and add 'le' to the 'by' of the aggregation"
            : "the label 'le' is gone here; add it to the 'by' of the aggregation";

    private static CodeFix? Fix(ExpressionContext context, Expr argument)
    {
        if (argument.WithoutParens() is not AggregateExpr { Without: false } aggregate)
        {
            return null;
        }

        if (aggregate.GroupingRange.IsEmpty)
        {
            return context.Fix("Add 'by (le)'", isSafe: false, (new TextRange(aggregate.OperatorRange.End, aggregate.OperatorRange.End), " by (le)"));
        }

        int end = aggregate.Grouping.IsEmpty ? aggregate.GroupingRange.End - 1 : aggregate.Grouping[^1].Range.End;
        return context.Fix("Add 'le' to the grouping", isSafe: false, (new TextRange(end, end), aggregate.Grouping.IsEmpty ? "le" : ", le"));
    }
}
