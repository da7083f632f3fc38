using PromRuleLint.Diagnostics;
using PromRuleLint.Rules;

namespace PromRuleLint.Checks.Validity;

/// <summary>A rule that has both <c>record</c> and <c>alert</c>.</summary>
internal sealed class RecordAndAlert() : RuleFileErrorCheck(RuleFileErrorKind.RecordAndAlert, Descriptor)
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        id: "PRL1010",
        name: "record-and-alert",
        title: "A rule with both record and alert",
        messageFormat: "{0}",
        defaultSeverity: DiagnosticSeverity.Error,
        description: "A rule that has both `record` and `alert`.");
}
