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
        defaultSeverity: DiagnosticSeverity.Warning,
        description: "A function of the Prometheus version in `promql.target_version` that newer versions have renamed: `holt_winters`, which is `double_exponential_smoothing` since Prometheus 3.0.");
}
