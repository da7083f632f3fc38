using PromRuleLint.Diagnostics;
using PromRuleLint.PromQL;

namespace PromRuleLint.Checks.Syntax;

/// <summary>Matching labels or modifiers that contradict each other or the operator.</summary>
internal sealed class InvalidMatching() : PromQLErrorCheck(PromQLErrorKind.InvalidMatching, Descriptor)
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        id: "PRL2005",
        name: "invalid-matching",
        title: "Invalid vector matching",
        messageFormat: "{0}",
        defaultSeverity: DiagnosticSeverity.Error,
        description: "Labels or modifiers of vector matching that contradict each other or the operator.");
}
