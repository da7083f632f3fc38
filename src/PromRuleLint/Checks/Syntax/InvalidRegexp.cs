using PromRuleLint.Diagnostics;
using PromRuleLint.PromQL;

namespace PromRuleLint.Checks.Syntax;

/// <summary>A matcher whose pattern is no RE2 regular expression.</summary>
internal sealed class InvalidRegexp() : PromQLErrorCheck(PromQLErrorKind.InvalidRegexp, Descriptor)
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        "PRL2006", "invalid-regexp", "A pattern that is no RE2 regular expression", "{0}", Severity.Error);
}
