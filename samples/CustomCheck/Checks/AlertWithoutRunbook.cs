using System.Collections.Immutable;
using PromRuleLint.Checks;
using PromRuleLint.Diagnostics;
using PromRuleLint.Rules;

namespace Checks;

/// <summary>Flags alerts that do not say what to do about them.</summary>
public sealed class AlertWithoutRunbook : Check
{
    private static readonly CheckSetting<string> Annotation = CheckSetting.Text("annotation", "runbook_url", "The annotation that leads to what to do.");

    private static readonly DiagnosticDescriptor Descriptor = new(
        id: "TEAM0001",
        name: "alert-without-runbook",
        title: "An alert has no runbook",
        messageFormat: "The alert '{0}' has no annotation '{1}'; add one that leads to what to do",
        defaultSeverity: DiagnosticSeverity.Error,
        description: "An alert without the annotation that leads to what to do about it.")
    {
        Settings = [Annotation],
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

        string wanted = context.Configuration.ValueOf(Descriptor, Annotation);
        if (!alert.Annotations.Any(annotation => annotation.Name.Value == wanted))
        {
            context.ReportDiagnostic(Descriptor, name.Range, name.Value, wanted);
        }
    }
}
