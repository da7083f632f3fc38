using PromRuleLint.Diagnostics;
using PromRuleLint.PromQL;

namespace PromRuleLint.Checks.Syntax;

/// <summary>A function that the target Prometheus has under a name that newer versions no longer know.</summary>
internal sealed class RenamedFunction() : PromQLErrorCheck(PromQLErrorKind.RenamedFunction, Descriptor)
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        "PRL2011", "renamed-function", "A function that newer versions call otherwise", "{0}", Severity.Warning);
}
