using PromRuleLint.Rules;

namespace PromRuleLint.Results.Changes;

/// <summary>A rule file as it is and as it was.</summary>
/// <param name="Now">The file as it is; null where it is gone.</param>
/// <param name="Before">The file as it was, whatever its name was; null where it is new.</param>
public sealed record RuleFileVersions(RuleFile? Now, RuleFile? Before)
{
    /// <summary>
    /// The version that <see cref="Before"/> is compared with where that is not the file as it is; null where that version
    /// had no such file.
    /// </summary>
    public RuleFile? After { get; init; } = Now;

    /// <summary>The rule set that the file belongs to (<see cref="Configuration.LintConfiguration.RuleSet"/>): what it records, others of it read. One that is gone may have belonged to any.</summary>
    public string RuleSet { get; init; } = "";
}
