using PromRuleLint.Diagnostics;
using PromRuleLint.Rules;

namespace PromRuleLint.Checks.Validity;

/// <summary>A group name that stands twice in one file.</summary>
internal sealed class DuplicateGroupName() : RuleFileErrorCheck(RuleFileErrorKind.DuplicateGroupName, Descriptor)
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        id: "PRL1009",
        name: "duplicate-group-name",
        title: "A duplicate group name",
        messageFormat: "{0}",
        defaultSeverity: DiagnosticSeverity.Error,
        description: "A group name that is used twice in the same file; the finding points to the first use.");
}
