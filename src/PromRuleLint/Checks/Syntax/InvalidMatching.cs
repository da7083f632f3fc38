using PromRuleLint.Diagnostics;
using PromRuleLint.PromQL;

namespace PromRuleLint.Checks.Syntax;

/// <summary>Matching labels or modifiers that contradict each other or the operator.</summary>
internal sealed class InvalidMatching() : PromQLErrorCheck(PromQLErrorKind.InvalidMatching, Descriptor)
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        "PRL2005", "invalid-matching", "Matching labels or modifiers that contradict the operator", "{0}", Severity.Error);
}
