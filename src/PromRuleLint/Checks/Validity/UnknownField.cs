using PromRuleLint.Diagnostics;
using PromRuleLint.Rules;

namespace PromRuleLint.Checks.Validity;

/// <summary>A field that is not known at its place.</summary>
internal sealed class UnknownField() : RuleFileErrorCheck(RuleFileErrorKind.UnknownField, Descriptor)
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        "PRL1003", "unknown-field", "A field that Prometheus does not know", "{0}", Severity.Error) { HasFix = true, Repeats = RepeatScope.RuleSet };
}
