using PromRuleLint.Diagnostics;
using PromRuleLint.PromQL;

namespace PromRuleLint.Checks.Syntax;

/// <summary>A part of PromQL that needs a feature flag which is not on.</summary>
internal sealed class ExperimentalFeature() : PromQLErrorCheck(PromQLErrorKind.ExperimentalFeature, Descriptor)
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        id: "PRL2009",
        name: "experimental-feature",
        title: "An experimental feature without its flag",
        messageFormat: "{0}",
        defaultSeverity: DiagnosticSeverity.Error,
        description: "A PromQL feature that requires a server feature flag that is not enabled in the configuration.") { Repeats = RepeatScope.RuleSet };
}
