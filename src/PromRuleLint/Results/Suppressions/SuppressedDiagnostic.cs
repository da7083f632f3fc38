using PromRuleLint.Diagnostics;

namespace PromRuleLint.Results.Suppressions;

/// <summary>A finding that a comment suppresses (<c># promrulelint disable …</c>). It is not reported; SARIF lists it as suppressed.</summary>
/// <param name="Diagnostic">The finding, as it would be reported.</param>
/// <param name="Justification">The reason that the comment gives after <c>--</c>; null for none.</param>
public sealed record SuppressedDiagnostic(Diagnostic Diagnostic, string? Justification);
