using PromRuleLint.Diagnostics;
using PromRuleLint.Rules;

namespace PromRuleLint.Checks.Validity;

/// <summary>A group without a name.</summary>
internal sealed class EmptyGroupName() : RuleFileErrorCheck(RuleFileErrorKind.EmptyGroupName, Descriptor)
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        id: "PRL1008",
        name: "empty-group-name",
        title: "An empty group name",
        messageFormat: "{0}",
        defaultSeverity: DiagnosticSeverity.Error,
        description: "A group without a name.");
}
