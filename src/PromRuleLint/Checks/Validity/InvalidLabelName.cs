using PromRuleLint.Diagnostics;
using PromRuleLint.Rules;

namespace PromRuleLint.Checks.Validity;

/// <summary>A label name that is none.</summary>
internal sealed class InvalidLabelName() : RuleFileErrorCheck(RuleFileErrorKind.InvalidLabelName, Descriptor)
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        "PRL1016", "invalid-label-name", "A label name that is none", "{0}", Severity.Error);
}
