using PromRuleLint.Diagnostics;
using PromRuleLint.Rules;

namespace PromRuleLint.Checks.Validity;

/// <summary>A <c>partial_response_strategy</c> that Thanos does not know.</summary>
internal sealed class InvalidPartialResponseStrategy() : RuleFileErrorCheck(RuleFileErrorKind.InvalidPartialResponseStrategy, Descriptor)
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        "PRL1019", "invalid-partial-response-strategy", "A partial response strategy that is none", "{0}", Severity.Error) { HasFix = true };
}
