using PromRuleLint.Diagnostics;
using PromRuleLint.Rules;
using PromRuleLint.RuleSets;

namespace PromRuleLint.Results.Merging;

/// <summary>A finding and what holds its place.</summary>
/// <param name="Finding">The finding.</param>
/// <param name="File">The file.</param>
/// <param name="Rule">The rule; null outside of rules.</param>
/// <param name="RuleSet">The files that are loaded together with the file.</param>
internal sealed record PlacedFinding(Diagnostic Finding, RuleFile File, Rule? Rule, RuleSet RuleSet);
