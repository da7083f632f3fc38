using PromRuleLint.Diagnostics;
using PromRuleLint.Rules;

namespace PromRuleLint.Checks.Validity;

/// <summary>A text that is no duration.</summary>
internal sealed class InvalidDuration() : RuleFileErrorCheck(RuleFileErrorKind.InvalidDuration, Descriptor)
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        "PRL1014", "invalid-duration", "A text that is no duration", "{0}", Severity.Error);
}
