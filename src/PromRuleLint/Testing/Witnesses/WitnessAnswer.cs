using PromRuleLint.Rules;

namespace PromRuleLint.Testing.Witnesses;

/// <summary>The answer for one alert.</summary>
/// <param name="Rule">The alert.</param>
/// <param name="Kind">The answer.</param>
/// <param name="Reason">Because of what: the proof, the series, or what stood in the way.</param>
/// <param name="Test">The data as a unit test of promtool, with the group's rules beside it; null unless it fires.</param>
public sealed record WitnessAnswer(AlertingRule Rule, WitnessAnswerKind Kind, string Reason, WitnessTest? Test = null);
