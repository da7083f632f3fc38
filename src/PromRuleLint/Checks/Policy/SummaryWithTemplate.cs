using System.Collections.Immutable;
using PromRuleLint.Diagnostics;
using PromRuleLint.Rules;

namespace PromRuleLint.Checks.Policy;

/// <summary>A summary that differs between the series of an alert, so that notifications cannot be grouped by it.</summary>
internal sealed class SummaryWithTemplate : Check
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        id: "PRL6013",
        name: "summary-with-template",
        title: "A summary that differs between series",
        messageFormat: "The summary of '{0}' has a template, so it differs between the series of one notification; put what differs into the description",
        defaultSeverity: DiagnosticSeverity.Warning,
        isEnabledByDefault: false,
        description: "A `summary` with a template.");

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [Descriptor];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context) => context.RegisterRuleAction(Analyze);

    private static void Analyze(RuleContext context)
    {
        if (context.Rule is AlertingRule { Name: { } name } alert
            && alert.AnnotationList.Find("summary") is { } summary
            && summary.Value.Contains("{{", StringComparison.Ordinal))
        {
            context.ReportDiagnostic(Descriptor, summary.ValueRange, name.Value);
        }
    }
}
