using PromRuleLint.Diagnostics;
using PromRuleLint.PromQL;

namespace PromRuleLint.Checks.Syntax;

/// <summary>A selector without a matcher that excludes the empty string.</summary>
internal sealed class MatchesEverything() : PromQLErrorCheck(PromQLErrorKind.MatchesEverything, Descriptor)
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        id: "PRL2007",
        name: "matches-everything",
        title: "A selector that matches every series",
        messageFormat: "{0}",
        defaultSeverity: DiagnosticSeverity.Error,
        description: "A selector without a label matcher that excludes the empty string.");
}
