using PromRuleLint.Diagnostics;
using PromRuleLint.Rules;

namespace PromRuleLint.Checks.Validity;

/// <summary>A value of the wrong type, such as a list where text belongs.</summary>
internal sealed class WrongValueType() : RuleFileErrorCheck(RuleFileErrorKind.WrongValueType, Descriptor)
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        "PRL1004", "wrong-value-type", "A value of the wrong type", "{0}", Severity.Error);
}
