using PromRuleLint.Diagnostics;
using PromRuleLint.Rules;

namespace PromRuleLint.Checks.Validity;

/// <summary>YAML that nests or repeats beyond what can be read safely.</summary>
internal sealed class TooDeepOrTooManyAliases() : RuleFileErrorCheck(RuleFileErrorKind.TooDeepOrTooManyAliases, Descriptor)
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        "PRL1007", "too-deep-or-too-many-aliases", "YAML nested too deeply or with too many aliases", "{0}", Severity.Error);
}
