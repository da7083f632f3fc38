using PromRuleLint.Diagnostics;
using PromRuleLint.Rules;

namespace PromRuleLint.Checks.Validity;

/// <summary>A text that is no duration.</summary>
internal sealed class InvalidDuration() : RuleFileErrorCheck(RuleFileErrorKind.InvalidDuration, Descriptor)
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        id: "PRL1014",
        name: "invalid-duration",
        title: "An invalid duration",
        messageFormat: "{0}",
        defaultSeverity: DiagnosticSeverity.Error,
        description: "A value of `for`, `keep_firing_for`, `interval` or `query_offset` that is not a valid Prometheus duration.");
}
