using PromRuleLint.Diagnostics;
using PromRuleLint.Rules;

namespace PromRuleLint.Checks.Validity;

/// <summary>A group name that stands twice in one file.</summary>
internal sealed class DuplicateGroupName() : RuleFileErrorCheck(RuleFileErrorKind.DuplicateGroupName, Descriptor)
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        "PRL1009", "duplicate-group-name", "A group name that stands twice in one file", "{0}", Severity.Error);
}
