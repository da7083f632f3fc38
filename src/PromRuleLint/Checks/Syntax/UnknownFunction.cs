using PromRuleLint.Diagnostics;
using PromRuleLint.PromQL;

namespace PromRuleLint.Checks.Syntax;

/// <summary>A call of a function that does not exist.</summary>
internal sealed class UnknownFunction() : PromQLErrorCheck(PromQLErrorKind.UnknownFunction, Descriptor)
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        id: "PRL2002",
        name: "unknown-function",
        title: "An unknown function",
        messageFormat: "{0}",
        defaultSeverity: DiagnosticSeverity.Error,
        description: "A call to a function that PromQL does not have; the message suggests the most similar function.") { HasFix = true, Claim = Claim.CannotBeRead, Repeats = RepeatScope.File };
}
