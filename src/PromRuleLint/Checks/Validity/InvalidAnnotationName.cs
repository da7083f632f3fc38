using PromRuleLint.Diagnostics;
using PromRuleLint.Rules;

namespace PromRuleLint.Checks.Validity;

/// <summary>An invalid annotation name.</summary>
internal sealed class InvalidAnnotationName() : RuleFileErrorCheck(RuleFileErrorKind.InvalidAnnotationName, Descriptor)
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        id: "PRL1017",
        name: "invalid-annotation-name",
        title: "An invalid annotation name",
        messageFormat: "{0}",
        defaultSeverity: DiagnosticSeverity.Error,
        description: "An annotation name that Prometheus does not accept.");
}
