using System.Collections.Immutable;
using PromRuleLint.Checks;
using PromRuleLint.Diagnostics;
using PromRuleLint.Facts;
using PromRuleLint.Rules;

namespace PromRuleLint.Testing.Witnesses;

/// <summary>
/// Collects of every alert of a run with which rules it is loaded and whether it is proved to return nothing. It reports nothing,
/// so that no configuration and no comment turns a proof off.
/// </summary>
internal sealed class AlertVerdicts : Check
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        id: "WITNESS",
        name: "alert-verdicts",
        title: "What is proved of alerts",
        messageFormat: "{0}",
        defaultSeverity: DiagnosticSeverity.Info,
        isEnabledByDefault: true);

    private readonly Lock _lock = new();
    private readonly Dictionary<AlertingRule, (AlertVerdict Verdict, int Place)> _verdicts = [];
    private int _sets;

    /// <summary>The verdicts by alert, when the run has ended.</summary>
    public IReadOnlyDictionary<AlertingRule, AlertVerdict> Verdicts => _verdicts.ToDictionary(static pair => pair.Key, static pair => pair.Value.Verdict);

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [Descriptor];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context) => context.RegisterRuleSetStartAction(start =>
    {
        // Rule sets start one after the other, in order; their actions run on several threads.
        int place = _sets++;
        start.RegisterRuleSetAction(context => Analyze(context, place));
    });

    private void Analyze(RuleSetContext context, int place)
    {
        foreach (AlertingRule rule in context.RuleSet.Rules.OfType<AlertingRule>())
        {
            if (IsWanted(rule, context.IsKnown, place))
            {
                AlertVerdict verdict = Prove(rule, context);
                lock (_lock)
                {
                    if (IsWanted(rule, context.IsKnown, place))
                    {
                        _verdicts[rule] = (verdict, place);
                    }
                }
            }
        }
    }

    /// <summary>Of several sets that a file may be part of, the first one that is known says most.</summary>
    private bool IsWanted(AlertingRule rule, bool isKnown, int place)
    {
        lock (_lock)
        {
            return !_verdicts.TryGetValue(rule, out (AlertVerdict Verdict, int Place) other) || (isKnown, other.Place).CompareTo((other.Verdict.IsKnown, place)) > 0;
        }
    }

    private static AlertVerdict Prove(AlertingRule rule, RuleSetContext context)
    {
        var open = new AlertVerdict(context.RuleSet, context.IsKnown);
        if (rule.Expression is not { Parse.Errors.IsEmpty: true, Root: { } root } expression || context.Facts.ForRule(rule) is not { } facts || facts.ForNode(root) is not { Presence: Presence.Never } result)
        {
            return open;
        }

        AlertVerdict proved = open with { Proof = FactReports.WhyNothing(root, rule, context.RuleSet, facts.ForNode) };
        foreach (ReasonStep step in result.EmptyReason?.Steps(int.MaxValue) ?? [])
        {
            // What another rule records is what the alert reads, as long as both are loaded.
            Assumption? assumed = step.Assumption is { } own && own != Assumption.RecordedHereOnly ? own
                : step.Rule is { } other && other.File != rule.File && !context.IsKnown ? Assumption.LoadedTogether : null;
            proved = proved with { Assumption = proved.Assumption ?? assumed, IsDeclared = proved.IsDeclared || step.DeclaredIn is not null };
        }

        return proved;
    }
}
