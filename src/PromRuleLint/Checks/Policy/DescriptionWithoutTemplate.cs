using System.Collections.Immutable;
using PromRuleLint.Diagnostics;
using PromRuleLint.Rules;

namespace PromRuleLint.Checks.Policy;

/// <summary>A description that is the same for all series of an alert.</summary>
internal sealed class DescriptionWithoutTemplate : Check
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        id: "PRL6012",
        name: "description-without-template",
        title: "A description that is the same for every series",
        messageFormat: "The description of '{0}' is the same for each series; name the labels or the value, such as {{{{ $labels.instance }}}}",
        defaultSeverity: DiagnosticSeverity.Warning,
        isEnabledByDefault: false,
        description: "A `description` without a template.");

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [Descriptor];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context) => context.RegisterRuleAction(Analyze);

    private static void Analyze(RuleContext context)
    {
        if (context.Rule is AlertingRule { Name: { } name } alert
            && alert.AnnotationList.Find("description") is { } description
            && !description.Value.Contains("{{", StringComparison.Ordinal))
        {
            context.ReportDiagnostic(Descriptor, description.ValueRange, name.Value);
        }
    }
}
