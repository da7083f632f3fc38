using PromRuleLint.Diagnostics;
using PromRuleLint.Rules;

namespace PromRuleLint.Checks.Validity;

/// <summary>An annotation name that is none.</summary>
internal sealed class InvalidAnnotationName() : RuleFileErrorCheck(RuleFileErrorKind.InvalidAnnotationName, Descriptor)
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        "PRL1017", "invalid-annotation-name", "An annotation name that is none", "{0}", Severity.Error);
}
