using PromRuleLint.Diagnostics;
using PromRuleLint.Rules;

namespace PromRuleLint.Checks.Validity;

/// <summary>A rule that has neither <c>record</c> nor <c>alert</c>.</summary>
internal sealed class NeitherRecordNorAlert() : RuleFileErrorCheck(RuleFileErrorKind.NeitherRecordNorAlert, Descriptor)
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        id: "PRL1011",
        name: "neither-record-nor-alert",
        title: "A rule with neither record nor alert",
        messageFormat: "{0}",
        defaultSeverity: DiagnosticSeverity.Error,
        description: "A rule that has neither `record` nor `alert`.");
}
