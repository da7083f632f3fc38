using PromRuleLint.Diagnostics;
using PromRuleLint.Rules;

namespace PromRuleLint.Checks.Validity;

/// <summary>Text that is no YAML.</summary>
internal sealed class YamlSyntax() : RuleFileErrorCheck(RuleFileErrorKind.YamlSyntax, Descriptor)
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        "PRL1001", "yaml-syntax", "The text is not YAML", "{0}", Severity.Error);
}
