using PromRuleLint.Diagnostics;
using PromRuleLint.Rules;

namespace PromRuleLint.Checks.Validity;

/// <summary>A recorded name that is no metric name.</summary>
internal sealed class InvalidRecordName() : RuleFileErrorCheck(RuleFileErrorKind.InvalidRecordName, Descriptor)
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        "PRL1015", "invalid-record-name", "A recorded name that is no metric name", "{0}", Severity.Error);
}
