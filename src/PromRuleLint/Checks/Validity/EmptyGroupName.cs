using PromRuleLint.Diagnostics;
using PromRuleLint.Rules;

namespace PromRuleLint.Checks.Validity;

/// <summary>A group without a name.</summary>
internal sealed class EmptyGroupName() : RuleFileErrorCheck(RuleFileErrorKind.EmptyGroupName, Descriptor)
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        "PRL1008", "empty-group-name", "A group without a name", "{0}", Severity.Error);
}
