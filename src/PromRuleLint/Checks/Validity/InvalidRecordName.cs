using PromRuleLint.Diagnostics;
using PromRuleLint.Rules;

namespace PromRuleLint.Checks.Validity;

/// <summary>A recorded name that is no metric name.</summary>
internal sealed class InvalidRecordName() : RuleFileErrorCheck(RuleFileErrorKind.InvalidRecordName, Descriptor)
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        id: "PRL1015",
        name: "invalid-record-name",
        title: "An invalid recorded name",
        messageFormat: "{0}",
        defaultSeverity: DiagnosticSeverity.Error,
        description: "A `record` value that is not a valid metric name.");
}
