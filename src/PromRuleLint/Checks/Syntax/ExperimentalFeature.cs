using PromRuleLint.Diagnostics;
using PromRuleLint.PromQL;

namespace PromRuleLint.Checks.Syntax;

/// <summary>A part of PromQL that needs a feature flag which is not on.</summary>
internal sealed class ExperimentalFeature() : PromQLErrorCheck(PromQLErrorKind.ExperimentalFeature, Descriptor)
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        "PRL2009", "experimental-feature", "A feature that needs a feature flag", "{0}", Severity.Error) { Repeats = RepeatScope.RuleSet };
}
