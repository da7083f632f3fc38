using PromRuleLint.Diagnostics;
using PromRuleLint.PromQL;

namespace PromRuleLint.Checks.Syntax;

/// <summary>A function that the target Prometheus has under a name that newer versions no longer know.</summary>
internal sealed class RenamedFunction() : PromQLErrorCheck(PromQLErrorKind.RenamedFunction, Descriptor)
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        id: "PRL2011",
        name: "renamed-function",
        title: "A renamed function",
        messageFormat: "{0}",
        defaultSeverity: Severity.Warning,
        description: "A function that the Prometheus of `promql.target_version` has, and newer versions have only under another name: `holt_winters`, which Prometheus 3.0 calls `double_exponential_smoothing`.");
}
