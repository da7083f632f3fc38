using System.Collections.Immutable;
using PromRuleLint.Diagnostics;
using PromRuleLint.Facts;
using PromRuleLint.PromQL.Syntax;
using PromRuleLint.Text;

namespace PromRuleLint.Checks.Liveness;

/// <summary>A verdict "alive" that either a changed sequence or a fresh timestamp alone can give, where both are needed.</summary>
internal sealed class FreshnessOrChange : Check
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        id: "PRL5002",
        name: "freshness-or-change",
        title: "A heartbeat check that passes on change or freshness alone",
        messageFormat: "'{0}' joins the heartbeat's change and its freshness so that either alone says alive; a heartbeat lives only when both hold: {1}",
        defaultSeverity: DiagnosticSeverity.Error,
        description: "A verdict that says \"alive\" when either the sequence changed or the timestamp is fresh: joined by `or`, `+`, or a `max` or `sum` over both, directly, by their complements or across several recording rules.") { Assumptions = [Assumption.HeartbeatByName] };

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [Descriptor];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context) => context.RegisterRuleSetAction(static context => Analyze(context, Heartbeats.In(context)));

    private static void Analyze(RuleSetContext context, Heartbeats heartbeats)
    {
        if (!heartbeats.AreRead)
        {
            return;
        }

        LivenessSignals signals = heartbeats.Signals;
        foreach (EitherJoin join in signals.Joins)
        {
            ImmutableArray<AdditionalLocation> related =
            [
                new AdditionalLocation(Place(join.Change), "the change comes from here"),
                new AdditionalLocation(Place(join.Freshness), "the freshness comes from here"),
            ];
            (string joiner, TextRange range) = Joiner(join.Join, join.IsElsewhere);
            context.ReportDiagnostic(
                join.Join.Rule, Descriptor, range, new() { AdditionalLocations = related }, joiner,
                join.IsAlert ? "alert where either fails, with 'or'" : "join them with 'and', or '*' over 'bool' comparisons");
        }
    }

    private static (string Joiner, TextRange Range) Joiner(Fragment join, bool isElsewhere)
    {
        TextRange range = isElsewhere ? join.Expr.Range : join.Expr switch
        {
            BinaryExpr binary => binary.OperatorRange,
            AggregateExpr aggregate => aggregate.OperatorRange,
            _ => join.Expr.Range,
        };
        return (FactReports.Short(range.In(join.Rule.Expression!.Text)), range);
    }

    private static Location Place(Fragment fragment) => RuleSetContext.Locate(fragment.Rule, fragment.Expr.Range);
}
