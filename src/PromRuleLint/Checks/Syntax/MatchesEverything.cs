using PromRuleLint.Diagnostics;
using PromRuleLint.PromQL;

namespace PromRuleLint.Checks.Syntax;

/// <summary>A selector without a matcher that excludes the empty string.</summary>
internal sealed class MatchesEverything() : PromQLErrorCheck(PromQLErrorKind.MatchesEverything, Descriptor)
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        "PRL2007", "matches-everything", "A selector that every series matches", "{0}", Severity.Error);
}
