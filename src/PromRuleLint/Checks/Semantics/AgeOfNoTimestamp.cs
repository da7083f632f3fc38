using System.Collections.Immutable;
using PromRuleLint.Diagnostics;
using PromRuleLint.Facts;
using PromRuleLint.PromQL.Syntax;

namespace PromRuleLint.Checks.Semantics;

/// <summary>The age of a value that is too small to be a timestamp: on a server it is above each bound.</summary>
internal sealed class AgeOfNoTimestamp : Check
{
    /// <summary>On a server <c>time()</c> is above 1.7e9; a timestamp below this is before 1973, and a bound above it more than three years.</summary>
    private const double NoTimestamp = 1e8;

    private static readonly DiagnosticDescriptor Descriptor = new(
        "PRL3045", "age-of-no-timestamp", "The age of a value that is no timestamp",
        "'{0}' is no timestamp ({1}), and time() is above 1.7e9 on a server, so this {2}; for the age of a sample write 'time() - timestamp({0})'", Severity.Warning);

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [Descriptor];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context) => context.RegisterExpressionAction(Analyze, ExprKind.BinaryExpr);

    private static void Analyze(ExpressionContext context)
    {
        var node = (BinaryExpr)context.Node;
        if (!node.IsComparison || ComparedAge.Find(node) is not ({ } value, var bound, var scale, var isLeftLarger) || context.FactsOf(value) is not { Presence: not Presence.Never } facts
            || !IsSmall(facts.Value) || (bound is not null && !(context.FactsOf(bound)?.Value.Max < NoTimestamp * scale))
            || !value.DescendantsAndSelf().Any(static inner => inner is VectorSelector))
        {
            return;
        }

        bool holds = node.Operator switch
        {
            BinaryOperator.Greater or BinaryOperator.GreaterOrEqual => isLeftLarger,
            BinaryOperator.Less or BinaryOperator.LessOrEqual => !isLeftLarger,
            BinaryOperator.NotEqual => true,
            _ => false,
        };
        context.Report(
            Descriptor, node.Range, FactReports.Chain(facts.ValueReason, context.Locate(node.Range)), null,
            FactReports.Short(value.Range.In(context.Expression.Text)), FactReports.Possible(facts.Value), holds ? "always holds" : "never holds");
    }

    private static bool IsSmall(ValueSet value) => !value.Intervals.IsEmpty && value.Max < NoTimestamp && value.Min > -NoTimestamp;
}
