using PromRuleLint.Diagnostics;
using PromRuleLint.Rules;

namespace PromRuleLint.Checks.Validity;

/// <summary>A label value without quotes that YAML tools read as a number or a boolean.</summary>
internal sealed class UnquotedLabelValue() : RuleFileErrorCheck(RuleFileErrorKind.UnquotedLabelValue, Descriptor)
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        id: "PRL1005",
        name: "unquoted-label-value",
        title: "An unquoted label value",
        messageFormat: "{0}",
        defaultSeverity: DiagnosticSeverity.Warning,
        description: "A label value that a typed YAML parser reads as a number or a boolean; in a Kubernetes resource, also annotations, names and the booleans of YAML 1.1.") { HasFix = true, Repeats = RepeatScope.File };
}
