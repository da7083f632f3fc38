using PromRuleLint.Diagnostics;
using PromRuleLint.Rules;

namespace PromRuleLint.Checks.Validity;

/// <summary>A rule that has both <c>record</c> and <c>alert</c>.</summary>
internal sealed class RecordAndAlert() : RuleFileErrorCheck(RuleFileErrorKind.RecordAndAlert, Descriptor)
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        "PRL1010", "record-and-alert", "A rule with both record and alert", "{0}", Severity.Error);
}
