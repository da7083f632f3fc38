using System.Collections.Immutable;
using PromRuleLint.Diagnostics;
using PromRuleLint.Rules;

namespace PromRuleLint.Checks.Policy;

/// <summary>The name of an alert that is not written as words joined with a capital letter each.</summary>
internal sealed class AlertNameStyle : Check
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        id: "PRL6014",
        name: "alert-name-style",
        title: "An alert name in another style",
        messageFormat: "'{0}' is not in the style InstanceDown: letters and digits, each word with a capital letter",
        defaultSeverity: DiagnosticSeverity.Warning,
        isEnabledByDefault: false,
        description: "An alert name that contains characters other than letters and digits, or that does not start with a capital letter.");

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [Descriptor];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context) => context.RegisterRuleAction(Analyze);

    private static void Analyze(RuleContext context)
    {
        if (context.Rule is AlertingRule { Name: { Value.Length: > 0 } name } && !(char.IsAsciiLetterUpper(name.Value[0]) && name.Value.All(char.IsAsciiLetterOrDigit)))
        {
            context.ReportDiagnostic(Descriptor, name.Range, name.Value);
        }
    }
}
