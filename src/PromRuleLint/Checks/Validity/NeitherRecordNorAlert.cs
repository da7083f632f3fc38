using PromRuleLint.Diagnostics;
using PromRuleLint.Rules;

namespace PromRuleLint.Checks.Validity;

/// <summary>A rule that has neither <c>record</c> nor <c>alert</c>.</summary>
internal sealed class NeitherRecordNorAlert() : RuleFileErrorCheck(RuleFileErrorKind.NeitherRecordNorAlert, Descriptor)
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        "PRL1011", "neither-record-nor-alert", "A rule with neither record nor alert", "{0}", Severity.Error);
}
