using PromRuleLint.Diagnostics;
using PromRuleLint.PromQL;

namespace PromRuleLint.Checks.Syntax;

/// <summary>A call with too few or too many arguments.</summary>
internal sealed class WrongArgumentCount() : PromQLErrorCheck(PromQLErrorKind.WrongArgumentCount, Descriptor)
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        "PRL2003", "wrong-argument-count", "Too few or too many arguments", "{0}", Severity.Error);
}
