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
        defaultSeverity: Severity.Error,
        description: "A field that Prometheus does not know at its place; the message names the nearest one that it knows, or the schema that has it.") { HasFix = true, Repeats = RepeatScope.RuleSet };
}
