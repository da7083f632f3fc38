using PromRuleLint.Diagnostics;
using PromRuleLint.PromQL;

namespace PromRuleLint.Checks.Syntax;

/// <summary>An operand or argument of the wrong type.</summary>
internal sealed class WrongOperandType() : PromQLErrorCheck(PromQLErrorKind.WrongOperandType, Descriptor)
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        id: "PRL2004",
        name: "wrong-operand-type",
        title: "An operand or argument of the wrong type",
        messageFormat: "{0}",
        defaultSeverity: DiagnosticSeverity.Error,
        description: "An operand or argument of the wrong type, such as an instant vector where a range vector is required.");
}
