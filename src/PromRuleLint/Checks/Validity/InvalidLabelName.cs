using PromRuleLint.Diagnostics;
using PromRuleLint.Rules;

namespace PromRuleLint.Checks.Validity;

/// <summary>An invalid label name.</summary>
internal sealed class InvalidLabelName() : RuleFileErrorCheck(RuleFileErrorKind.InvalidLabelName, Descriptor)
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        id: "PRL1016",
        name: "invalid-label-name",
        title: "An invalid label name",
        messageFormat: "{0}",
        defaultSeverity: DiagnosticSeverity.Error,
        description: "A label name that Prometheus does not accept, including `__name__`.");
}
