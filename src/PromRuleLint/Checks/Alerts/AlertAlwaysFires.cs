using System.Collections.Immutable;
using PromRuleLint.Diagnostics;
using PromRuleLint.Facts;
using PromRuleLint.PromQL.Syntax;
using PromRuleLint.Rules;

namespace PromRuleLint.Checks.Alerts;

/// <summary>
/// An alert whose expression is proved to return something always, or that ends in a comparison with <c>bool</c>, which
/// returns every series whether it holds or not. A dead man's switch, which is meant to, is known by its name.
/// </summary>
internal sealed class AlertAlwaysFires : Check
{
    private static readonly ImmutableArray<string> SwitchWords = ["watchdog", "deadman", "dead_man", "deadsman", "dead man", "alwaysfiring", "always_firing", "heartbeat", "dms"];

    private static readonly DiagnosticDescriptor Descriptor = new(
        id: "PRL4002",
        name: "alert-always-fires",
        title: "An alert that always fires",
        messageFormat: "the alert '{0}' always fires: {1}",
        defaultSeverity: DiagnosticSeverity.Error,
        description: "An alert whose expression is proved to return a series at every time, such as `vector(1)` or `absent(x) or vector(0)`. Also an alert whose expression ends in a comparison with `bool`, which returns every series, with the value 0 where the comparison is false.") { HasFix = true, FixSafety = FixSafety.Unsafe, Claim = Claim.AlwaysHolds };

    /// <summary>Whoever writes a constant alone mostly means an alert that is always there, whatever its name.</summary>
    private static readonly DiagnosticDetails OfConstant = new() { Severity = DiagnosticSeverity.Info };

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [Descriptor];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context) => context.RegisterRootAction(Analyze);

    private static void Analyze(ExpressionContext context)
    {
        if (context.Rule is not AlertingRule { Name: { Value: not "" } name } || context.Node.Type is not (ExprType.Vector or ExprType.Scalar) || context.FactsOf(context.Node) is not { } facts)
        {
            return;
        }

        Expr root = context.Node.WithoutParens();
        if (root is BinaryExpr { IsComparison: true, ReturnsBool: true, Type: ExprType.Vector } comparison && facts is { Presence: not Presence.Never, IsConditional: false } && !FailsWithSeveral(context, comparison))
        {
            CodeFix? fix = context.Fix("Remove 'bool'", isSafe: false, (new(comparison.OperatorRange.End, comparison.BoolRange.End), ""));
            context.ReportDiagnostic(
                Descriptor, comparison.BoolRange, new() { Fix = fix },
                name.Value, "with 'bool' the comparison returns every series, with 0 where it does not hold; remove 'bool'");
            return;
        }

        bool isConstant = root is NumberLiteral or Call { Name: "vector" };
        if (facts.Presence == Presence.Always && !(isConstant && IsSwitch((AlertingRule)context.Rule)))
        {
            (string why, Reason? reason) = Why(context, root, facts);
            context.ReportDiagnostic(
                Descriptor, context.Node.Range, (isConstant ? OfConstant : DiagnosticDetails.Default) with { AdditionalLocations = FactReports.Chain(reason, context.Locate(context.Node.Range)) },
                name.Value, why);
        }
    }

    /// <summary>Whether several series of a side may meet where one of each is allowed, so that the rule fails instead.</summary>
    private static bool FailsWithSeveral(ExpressionContext context, BinaryExpr comparison) =>
        comparison is { Left.Type: ExprType.Vector, Right.Type: ExprType.Vector, Matching: { IsOn: true, Labels.IsEmpty: true, Cardinality: MatchCardinality.OneToOne } }
        && context.FactsOf(comparison.Left) is { } left && context.FactsOf(comparison.Right) is { } right && !new Matching(comparison).NeverFails(left, right);

    private static (string Why, Reason? Reason) Why(ExpressionContext context, Expr root, NodeFacts facts)
    {
        string text = context.Expression.Text;
        switch (root)
        {
            case NumberLiteral or Call { Name: "vector" }:
                return ($"a constant is always there, {FactReports.Possible(facts.Value)}; compare it with something", null);
            case Call { Name: "absent", ArgumentSpan: [var argument] } when context.FactsOf(argument) is { EmptyReason: { } empty }:
                string because = empty.Steps(1) is [var first, ..] ? first.Message : "it is always empty";
                return ($"'{FactReports.Short(argument.Range.In(text))}' is never there: {because}", empty);
            case BinaryExpr { Operator: BinaryOperator.Or } either when context.FactsOf(either.Right) is { Presence: Presence.Always }:
                string branch = FactReports.Short(either.Right.Range.In(text));
                return ($"where the left side of 'or' is empty '{branch}' is there in its place; leave 'or {branch}' out, or compare the whole, as in '(… or {branch}) > 0'", null);
            default:
                return ($"its expression always returns a series, {FactReports.Possible(facts.Value)}; compare it with something", null);
        }
    }

    private static bool IsSwitch(AlertingRule rule) =>
        SwitchWords.Any(word => rule.NameText!.Contains(word, StringComparison.OrdinalIgnoreCase))
        || rule.EffectiveLabels.Any(static label => label.NameText == "severity" && label.ValueText is ("none" or "watchdog" or "heartbeat"));
}
