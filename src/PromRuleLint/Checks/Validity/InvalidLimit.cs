using PromRuleLint.Diagnostics;
using PromRuleLint.Rules;

namespace PromRuleLint.Checks.Validity;

/// <summary>A limit that is no whole number.</summary>
internal sealed class InvalidLimit() : RuleFileErrorCheck(RuleFileErrorKind.InvalidLimit, Descriptor)
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        "PRL1018", "invalid-limit", "A limit that is no limit", "{0}", Severity.Error);
}
