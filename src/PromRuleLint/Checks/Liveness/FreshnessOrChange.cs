using System.Collections.Immutable;
using PromRuleLint.Diagnostics;
using PromRuleLint.PromQL.Syntax;
using PromRuleLint.Rules;

namespace PromRuleLint.Checks.Liveness;

/// <summary>A verdict "alive" that either a changed sequence or a fresh timestamp alone can give, where both are needed.</summary>
public sealed class FreshnessOrChange : Check
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        "PRL5002", "freshness-or-change", "Change and freshness joined so that either alone suffices",
        "'{0}' joins the heartbeat's change and its freshness so that either alone says alive; a heartbeat lives only when both hold: join them with 'and', or '*' over 'bool' comparisons",
        Severity.Error);

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [Descriptor];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context) => context.RegisterRuleSetAction(Analyze);

    private static void Analyze(RuleSetContext context)
    {
        var heartbeats = new HeartbeatSeries(context.RuleSet, context.ConfigurationOf);
        if (!context.RuleSet.ReadMetrics.Any(metric => context.RuleSet.Readers(metric).Any(reader => heartbeats.IsRaw(reader.Rule, reader.Selector))))
        {
            return;
        }

        var signals = new LivenessSignals(context.RuleSet, heartbeats);
        foreach (Rule rule in context.RuleSet.Rules)
        {
            signals.Follow(rule);
        }

        foreach (EitherJoin join in signals.Joins)
        {
            var binary = (BinaryExpr)join.Join.Expr;
            ImmutableArray<RelatedLocation> related =
            [
                new RelatedLocation(Place(join.Change), "the change comes from here"),
                new RelatedLocation(Place(join.Freshness), "the freshness comes from here"),
            ];
            string op = binary.Operator == BinaryOperator.Or ? "or" : "+";
            context.Report(join.Join.Rule, Descriptor, binary.OperatorRange, related, null, op);
        }
    }

    private static Location Place(Fragment fragment) => RuleSetContext.Locate(fragment.Rule, fragment.Expr.Range);
}
