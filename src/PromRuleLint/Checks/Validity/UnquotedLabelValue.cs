using PromRuleLint.Diagnostics;
using PromRuleLint.Rules;

namespace PromRuleLint.Checks.Validity;

/// <summary>A label value without quotes that YAML tools read as a number or a boolean.</summary>
internal sealed class UnquotedLabelValue() : RuleFileErrorCheck(RuleFileErrorKind.UnquotedLabelValue, Descriptor)
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        "PRL1005", "unquoted-label-value", "A label value that YAML reads as a number or a boolean", "{0}", Severity.Warning) { HasFix = true, Repeats = RepeatScope.File };
}
