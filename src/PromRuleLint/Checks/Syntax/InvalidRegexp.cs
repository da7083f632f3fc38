using PromRuleLint.Diagnostics;
using PromRuleLint.PromQL;

namespace PromRuleLint.Checks.Syntax;

/// <summary>A matcher whose pattern is no RE2 regular expression.</summary>
internal sealed class InvalidRegexp() : PromQLErrorCheck(PromQLErrorKind.InvalidRegexp, Descriptor)
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        id: "PRL2006",
        name: "invalid-regexp",
        title: "An invalid regular expression",
        messageFormat: "{0}",
        defaultSeverity: DiagnosticSeverity.Error,
        description: "A label matcher whose regular expression is not valid RE2 syntax, reported at the position inside the regular expression.");
}
