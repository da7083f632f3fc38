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

    private readonly Dictionary<AlertingRule, AlertVerdict> _verdicts = [];

    /// <summary>The verdicts so far, by alert.</summary>
    public IReadOnlyDictionary<AlertingRule, AlertVerdict> Verdicts => _verdicts;

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [Descriptor];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context) => context.RegisterRuleSetAction(Analyze);

    private void Analyze(RuleSetContext context)
    {
        foreach (AlertingRule rule in context.RuleSet.Rules.OfType<AlertingRule>())
        {
            // Of several sets that a file may be part of, the first one that is known says most.
            if (!_verdicts.TryGetValue(rule, out AlertVerdict? verdict) || (context.IsKnown && !verdict.IsKnown))
            {
                _verdicts[rule] = Prove(rule, context);
            }
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
