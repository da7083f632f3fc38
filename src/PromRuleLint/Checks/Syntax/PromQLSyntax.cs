using PromRuleLint.Diagnostics;
using PromRuleLint.PromQL;

namespace PromRuleLint.Checks.Syntax;

/// <summary>Text that is no PromQL expression.</summary>
internal sealed class PromQLSyntax() : PromQLErrorCheck(PromQLErrorKind.Syntax, Descriptor)
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        id: "PRL2001",
        name: "promql-syntax",
        title: "Invalid PromQL syntax",
        messageFormat: "{0}",
        defaultSeverity: Severity.Error,
        description: "An expression that PromQL cannot read, with what was found and what was expected at the exact place.") { Claim = Claim.CannotBeRead, HasFix = true };
}
