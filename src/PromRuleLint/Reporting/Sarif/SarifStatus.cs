namespace PromRuleLint.Reporting.Sarif;

/// <summary>What a baseline and comments make of a finding, in the words of SARIF.</summary>
/// <param name="BaselineState"><c>new</c> or <c>unchanged</c>; null without a baseline.</param>
/// <param name="SuppressionKind"><c>inSource</c> for a comment, <c>external</c> for a baseline; null for a finding that is reported.</param>
/// <param name="Justification">Why it is suppressed; null where nobody says.</param>
internal readonly record struct SarifStatus(string? BaselineState = null, string? SuppressionKind = null, string? Justification = null);
