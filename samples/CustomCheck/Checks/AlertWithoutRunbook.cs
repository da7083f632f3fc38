using System.Collections.Immutable;
using PromRuleLint.Checks;
using PromRuleLint.Diagnostics;
using PromRuleLint.Rules;

namespace Checks;

/// <summary>Flags alerts that do not say what to do about them.</summary>
public sealed class AlertWithoutRunbook : Check
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        id: "TEAM0001",
        name: "alert-without-runbook",
        title: "An alert has no runbook",
        messageFormat: "The alert '{0}' has no annotation 'runbook_url'; add one that leads to what to do",
        defaultSeverity: Severity.Error)
    {
        HelpLinkUri = "https://wiki.example/alerts#runbooks",
    };

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [Descriptor];

    public override void Initialize(AnalysisContext context) => context.RegisterRuleAction(AnalyzeRule);

    private static void AnalyzeRule(RuleContext context)
    {
        if (context.Rule is not AlertingRule { Name: { } name } alert)
        {
            return;
        }

        if (!alert.Annotations.Any(annotation => annotation.Name.Value == "runbook_url"))
        {
            context.ReportDiagnostic(Descriptor, name.Range, name.Value);
        }
    }
}
