using PromRuleLint.Diagnostics;
using PromRuleLint.PromQL;

namespace PromRuleLint.Checks.Syntax;

/// <summary>An expression that nests too deeply or is too long to read safely.</summary>
internal sealed class ExpressionTooDeep() : PromQLErrorCheck(PromQLErrorKind.TooDeep, Descriptor)
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        id: "PRL2008",
        name: "expression-too-deep",
        title: "An expression that is too deep or too long",
        messageFormat: "{0}",
        defaultSeverity: DiagnosticSeverity.Error,
        description: "An expression that is too long or too deeply nested to be parsed safely.");
}
