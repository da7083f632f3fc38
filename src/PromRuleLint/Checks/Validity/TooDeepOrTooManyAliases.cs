using PromRuleLint.Diagnostics;
using PromRuleLint.Rules;

namespace PromRuleLint.Checks.Validity;

/// <summary>YAML that nests or repeats beyond what can be read safely.</summary>
internal sealed class TooDeepOrTooManyAliases() : RuleFileErrorCheck(RuleFileErrorKind.TooDeepOrTooManyAliases, Descriptor)
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        id: "PRL1007",
        name: "too-deep-or-too-many-aliases",
        title: "YAML nested too deeply or with too many aliases",
        messageFormat: "{0}",
        defaultSeverity: DiagnosticSeverity.Error,
        description: "YAML that exceeds the limits for safe parsing, either in nesting depth or in repetition through aliases.");
}
