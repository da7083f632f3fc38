using PromRuleLint.Diagnostics;
using PromRuleLint.Rules;

namespace PromRuleLint.Checks.Validity;

/// <summary>A value of the wrong type, such as a list where text belongs.</summary>
internal sealed class WrongValueType() : RuleFileErrorCheck(RuleFileErrorKind.WrongValueType, Descriptor)
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        id: "PRL1004",
        name: "wrong-value-type",
        title: "A value of the wrong type",
        messageFormat: "{0}",
        defaultSeverity: DiagnosticSeverity.Error,
        description: "A list, mapping or string where another type is required.");
}
