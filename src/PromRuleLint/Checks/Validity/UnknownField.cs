using PromRuleLint.Diagnostics;
using PromRuleLint.Rules;

namespace PromRuleLint.Checks.Validity;

/// <summary>A field that is not known at its place.</summary>
internal sealed class UnknownField() : RuleFileErrorCheck(RuleFileErrorKind.UnknownField, Descriptor)
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        id: "PRL1003",
        name: "unknown-field",
        title: "An unknown field",
        messageFormat: "{0}",
        defaultSeverity: DiagnosticSeverity.Error,
        description: "A field that Prometheus does not support at this position; the message suggests the most similar supported field, or names the schema that has the field.") { HasFix = true, Repeats = RepeatScope.RuleSet };
}
