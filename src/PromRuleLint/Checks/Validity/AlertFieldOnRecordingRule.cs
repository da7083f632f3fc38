using PromRuleLint.Diagnostics;
using PromRuleLint.Rules;

namespace PromRuleLint.Checks.Validity;

/// <summary>A field of alerting rules on a recording rule.</summary>
internal sealed class AlertFieldOnRecordingRule() : RuleFileErrorCheck(RuleFileErrorKind.AlertFieldOnRecordingRule, Descriptor)
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        "PRL1013", "alert-field-on-recording-rule", "A field of alerts on a recording rule", "{0}", Severity.Error);
}
