namespace PromRuleLint.Testing.Witnesses;

/// <summary>Data that make an alert fire, as files for promtool.</summary>
/// <param name="Tests">The unit-test file; it names the rules as <c>RULES</c>.</param>
/// <param name="Rules">The alert and the recording rules that it reads, as a plain rule file.</param>
public sealed record WitnessTest(string Tests, string Rules)
{
    /// <summary>What stands for the path of the rule file in <see cref="Tests"/>.</summary>
    public const string RulesPlaceholder = "RULES";
}
