using System.Collections.Immutable;
using PromRuleLint.Diagnostics;
using PromRuleLint.Rules;

namespace PromRuleLint.Checks.Policy;

/// <summary>A description that is the same for all series of an alert.</summary>
internal sealed class DescriptionWithoutTemplate : Check
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        "PRL6012", "description-without-template", "A description that does not say which series",
        "The description of '{0}' is the same for each series; name the labels or the value, such as {{{{ $labels.instance }}}}", Severity.Warning, isEnabledByDefault: false);

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [Descriptor];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context) => context.RegisterRuleAction(Analyze);

    private static void Analyze(RuleContext context)
    {
        if (context.Rule is AlertingRule { Name: { } name } alert
            && alert.Annotations.FirstOrDefault(static entry => entry.Name.Value == "description") is { } description
            && !description.Value.Value.Contains("{{", StringComparison.Ordinal))
        {
            context.Report(Descriptor, description.Value.Range, name.Value);
        }
    }
}
