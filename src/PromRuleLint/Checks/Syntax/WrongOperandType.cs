using PromRuleLint.Diagnostics;
using PromRuleLint.PromQL;

namespace PromRuleLint.Checks.Syntax;

/// <summary>An operand or argument of the wrong type.</summary>
internal sealed class WrongOperandType() : PromQLErrorCheck(PromQLErrorKind.WrongOperandType, Descriptor)
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        "PRL2004", "wrong-operand-type", "An operand or argument of the wrong type", "{0}", Severity.Error);
}
