using PromRuleLint.Diagnostics;
using PromRuleLint.Rules;

namespace PromRuleLint.Checks.Validity;

/// <summary>A file that is a Helm or Jinja template and becomes YAML only when rendered.</summary>
internal sealed class TemplatedFile() : RuleFileErrorCheck(RuleFileErrorKind.TemplatedFile, Descriptor)
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        "PRL1020", "templated-file", "A Helm or Jinja template instead of YAML", "{0}", Severity.Information) { Repeats = RepeatScope.RuleSet };
}
