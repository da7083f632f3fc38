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
        defaultSeverity: DiagnosticSeverity.Error,
        description: "A PromQL expression with a syntax error, reported at its exact position with the token found and the token expected.") { Claim = Claim.CannotBeRead, HasFix = true };
}
