using PromRuleLint.Diagnostics;
using PromRuleLint.Rules;

namespace PromRuleLint.Checks.Validity;

/// <summary>Text that is no YAML.</summary>
internal sealed class YamlSyntax() : RuleFileErrorCheck(RuleFileErrorKind.YamlSyntax, Descriptor)
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        id: "PRL1001",
        name: "yaml-syntax",
        title: "Invalid YAML",
        messageFormat: "{0}",
        defaultSeverity: DiagnosticSeverity.Error,
        description: "A file that is not valid YAML.");
}
