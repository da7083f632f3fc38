using System.Collections.Immutable;
using PromRuleLint.Diagnostics;
using PromRuleLint.Facts;
using PromRuleLint.PromQL.Syntax;
using PromRuleLint.Rules;

namespace PromRuleLint.Checks.Semantics;

/// <summary>The age of a value that is too small to be a timestamp: on a server it is above each bound.</summary>
internal sealed class AgeOfNoTimestamp : Check
{
    /// <summary>On a server <c>time()</c> is above 1.7e9; a timestamp below this is before 1973, and a bound above it more than three years.</summary>
    private const double NoTimestamp = 1e8;

    private static readonly DiagnosticDescriptor Descriptor = new(
        id: "PRL3045",
        name: "age-of-no-timestamp",
        title: "The age of a value that is not a timestamp",
        messageFormat: "'{0}' is no timestamp ({1}), and time() is above 1.7e9 on a server, so this {2}; for the age of a sample write 'time() - timestamp({0})'",
        defaultSeverity: DiagnosticSeverity.Warning,
        description: "`time()` minus a value that is proved or declared to be too small for a timestamp, compared with a bound below three years, or such a value compared with `time()` minus another value.");

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [Descriptor];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context) => context.RegisterExpressionAction(Analyze, ExprKind.BinaryExpr);

    private static void Analyze(ExpressionContext context)
    {
        var node = (BinaryExpr)context.Node;
        if (!node.IsComparison || Find(context, node) is not (var rule, { } age) || context.Facts.ForRule(rule)?.ForNode(age.Value) is not { Presence: not Presence.Never } facts
            || !IsSmall(facts.Value) || (age.Bound is { } bound && !(context.FactsOf(bound)?.Value.Max < NoTimestamp * age.Scale))
            || !age.Value.DescendantsAndSelf().Any(static inner => inner is VectorSelector))
        {
            return;
        }

        bool holds = node.Operator switch
        {
            BinaryOperator.Greater or BinaryOperator.GreaterOrEqual => age.IsLeftLarger,
            BinaryOperator.Less or BinaryOperator.LessOrEqual => !age.IsLeftLarger,
            BinaryOperator.NotEqual => true,
            _ => false,
        };
        ImmutableArray<AdditionalLocation> related = FactReports.Chain(facts.ValueReason, context.Locate(node.Range));
        if (rule != context.Rule)
        {
            related = [new AdditionalLocation(RuleSetContext.Locate(rule, age.Value.Range), "the age is taken of this"), .. related];
        }

        context.ReportDiagnostic(
            Descriptor, node.Range, new() { AdditionalLocations = related },
            FactReports.Short(age.Value.Range.In(rule.Expression!.Text)), FactReports.Possible(facts.Value), holds ? "always holds" : "never holds");
    }

    /// <summary>The age that a comparison looks at, also one that another rule records.</summary>
    private static (Rule Rule, ComparedAge Age)? Find(ExpressionContext context, BinaryExpr node)
    {
        if (ComparedAge.Find(node) is { } own)
        {
            return (context.Rule, own);
        }

        return Recorded(context, node.Left) is var (left, aged, scale) ? (left, new ComparedAge(aged, node.Right, scale, true))
            : Recorded(context, node.Right) is var (right, value, factor) ? (right, new ComparedAge(value, node.Left, factor, false))
            : null;
    }

    private static (Rule Rule, Expr Value, double Scale)? Recorded(ExpressionContext context, Expr side) =>
        context.RuleSet.Resolve(context.Rule, side) is var (recording, recorded) && recorded != side && ComparedAge.Age(recorded) is var (value, scale) ? (recording, value, scale) : null;

    private static bool IsSmall(ValueSet value) => !value.Intervals.IsEmpty && value.Max < NoTimestamp && value.Min > -NoTimestamp;
}
