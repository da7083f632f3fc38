using System.Collections.Immutable;
using PromRuleLint.Rules.TestExtensions;
using PromRuleLint.Text;
using PromRuleLint.Yaml;

namespace PromRuleLint.Rules;

/// <summary>What must hold of one alert at one time.</summary>
/// <param name="Range">The whole entry in the file.</param>
/// <param name="EvalTime">When; null for the start.</param>
/// <param name="AlertName">The alert; null where it is missing.</param>
/// <param name="ExpectedAlerts">The alerts that must fire; none for no alert.</param>
public sealed record AlertTest(SourceRange Range, RuleDuration? EvalTime, YamlScalar? AlertName, ImmutableArray<ExpectedAlert> ExpectedAlerts)
{
    /// <summary>Whether a firing alert is expected; otherwise no alert is, or one in another state.</summary>
    public bool ExpectsFiring => Matching is { State: ExpectedState.Firing } && ExpectedAlerts.Any(static alert => !alert.Matching.IsAbsent);

    /// <summary>Whether any alert must come, whatever its state.</summary>
    internal bool ExpectsSomething => ExpectedAlerts.Any(static alert => !alert.Matching.IsAbsent);

    /// <summary>How what came is compared.</summary>
    internal ExpectationMatching Matching { get; init; } = ExpectationMatching.Promtool;
}
