using PromRuleLint.Diagnostics;
using PromRuleLint.PromQL;

namespace PromRuleLint.Checks.Syntax;

/// <summary>Text that is no PromQL expression.</summary>
internal sealed class PromQLSyntax() : PromQLErrorCheck(PromQLErrorKind.Syntax, Descriptor)
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        "PRL2001", "promql-syntax", "The expression is not PromQL", "{0}", Severity.Error) { Claim = Claim.CannotBeRead, HasFix = true };
}
