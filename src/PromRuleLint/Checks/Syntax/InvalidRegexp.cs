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
        defaultSeverity: Severity.Error,
        description: "A matcher whose pattern is not RE2 syntax, with the place inside the pattern.");
}
