using PromRuleLint.Rules;

namespace PromRuleLint.Testing.Witnesses;

/// <summary>Whether an alert can fire, as far as it is known.</summary>
public enum WitnessAnswerKind
{
    /// <summary>Data were found that make it fire.</summary>
    Fires,

    /// <summary>It is proved that no data make it fire.</summary>
    CannotFire,

    /// <summary>Neither was found.</summary>
    NotKnown,
}

/// <summary>The answer for one alert.</summary>
/// <param name="Rule">The alert.</param>
/// <param name="Kind">The answer.</param>
/// <param name="Reason">Because of what: the proof, the series, or what stood in the way.</param>
/// <param name="Test">The data as a unit test of promtool, with the group's rules beside it; null unless it fires.</param>
public sealed record WitnessAnswer(AlertingRule Rule, WitnessAnswerKind Kind, string Reason, WitnessTest? Test = null);

/// <summary>Data that make an alert fire, as files for promtool.</summary>
/// <param name="Tests">The unit-test file; it names the rules as <c>RULES</c>.</param>
/// <param name="Rules">The alert and the recording rules that it reads, as a plain rule file.</param>
public sealed record WitnessTest(string Tests, string Rules)
{
    /// <summary>What stands for the path of the rule file in <see cref="Tests"/>.</summary>
    public const string RulesPlaceholder = "RULES";
}
