using PromRuleLint.Diagnostics;
using PromRuleLint.PromQL;

namespace PromRuleLint.Checks.Syntax;

/// <summary>A call with too few or too many arguments.</summary>
internal sealed class WrongArgumentCount() : PromQLErrorCheck(PromQLErrorKind.WrongArgumentCount, Descriptor)
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        id: "PRL2003",
        name: "wrong-argument-count",
        title: "A wrong number of arguments",
        messageFormat: "{0}",
        defaultSeverity: DiagnosticSeverity.Error,
        description: "A function call with too few or too many arguments.");
}
