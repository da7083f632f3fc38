using PromRuleLint.Diagnostics;
using PromRuleLint.Rules;

namespace PromRuleLint.Checks.Validity;

/// <summary>A <c>partial_response_strategy</c> that Thanos does not know.</summary>
internal sealed class InvalidPartialResponseStrategy() : RuleFileErrorCheck(RuleFileErrorKind.InvalidPartialResponseStrategy, Descriptor)
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        id: "PRL1019",
        name: "invalid-partial-response-strategy",
        title: "An invalid partial response strategy",
        messageFormat: "{0}",
        defaultSeverity: Severity.Error,
        description: "A `partial_response_strategy` of a group that Thanos Ruler does not know.") { HasFix = true };
}
