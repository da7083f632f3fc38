using PromRuleLint.Diagnostics;
using PromRuleLint.Rules;

namespace PromRuleLint.Checks.Validity;

/// <summary>A file that is a Helm or Jinja template and becomes YAML only when rendered.</summary>
internal sealed class TemplatedFile() : RuleFileErrorCheck(RuleFileErrorKind.TemplatedFile, Descriptor)
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        id: "PRL1020",
        name: "templated-file",
        title: "A Helm or Jinja template instead of YAML",
        messageFormat: "{0}",
        defaultSeverity: DiagnosticSeverity.Info,
        description: "A file that is a Helm or Jinja template.") { Repeats = RepeatScope.RuleSet };
}
