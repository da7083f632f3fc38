using PromRuleLint.Diagnostics;
using PromRuleLint.PromQL;

namespace PromRuleLint.Checks.Syntax;

/// <summary>An expression that nests too deeply or is too long to read safely.</summary>
internal sealed class ExpressionTooDeep() : PromQLErrorCheck(PromQLErrorKind.TooDeep, Descriptor)
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        "PRL2008", "expression-too-deep", "An expression nested too deeply or too long", "{0}", Severity.Error);
}
