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
        defaultSeverity: DiagnosticSeverity.Error,
        description: "A group with a `partial_response_strategy` that Thanos Ruler does not support.") { HasFix = true };
}
