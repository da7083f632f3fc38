using PromRuleLint.Diagnostics;
using PromRuleLint.Rules;

namespace PromRuleLint.Checks.Validity;

/// <summary>A limit that is no whole number.</summary>
internal sealed class InvalidLimit() : RuleFileErrorCheck(RuleFileErrorKind.InvalidLimit, Descriptor)
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        id: "PRL1018",
        name: "invalid-limit",
        title: "An invalid limit",
        messageFormat: "{0}",
        defaultSeverity: DiagnosticSeverity.Error,
        description: "A `limit` that is not an integer.");
}
