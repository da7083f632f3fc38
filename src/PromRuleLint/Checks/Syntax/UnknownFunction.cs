using PromRuleLint.Diagnostics;
using PromRuleLint.PromQL;

namespace PromRuleLint.Checks.Syntax;

/// <summary>A call of a function that does not exist.</summary>
internal sealed class UnknownFunction() : PromQLErrorCheck(PromQLErrorKind.UnknownFunction, Descriptor)
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        "PRL2002", "unknown-function", "A function of that name does not exist", "{0}", Severity.Error) { HasFix = true, Claim = Claim.CannotBeRead, Repeats = RepeatScope.File };
}
