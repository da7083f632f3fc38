using PromRuleLint.Diagnostics;
using PromRuleLint.Rules;

namespace PromRuleLint.Checks.Validity;

/// <summary>A field of alerting rules on a recording rule.</summary>
internal sealed class AlertFieldOnRecordingRule() : RuleFileErrorCheck(RuleFileErrorKind.AlertFieldOnRecordingRule, Descriptor)
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        id: "PRL1013",
        name: "alert-field-on-recording-rule",
        title: "An alert field on a recording rule",
        messageFormat: "{0}",
        defaultSeverity: DiagnosticSeverity.Error,
        description: "`for`, `keep_firing_for` or `annotations` on a recording rule.");
}
