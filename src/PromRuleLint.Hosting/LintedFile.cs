using PromRuleLint.Rules;

namespace PromRuleLint.Hosting;

/// <summary>A file that was looked at.</summary>
/// <param name="File">The file, under the first name that the run was given.</param>
/// <param name="Input">Its text and configuration.</param>
public sealed record LintedFile(FoundFile File, LintInput Input)
{
    /// <summary>What it turned out to be; YAML of another kind was left alone.</summary>
    public RuleFileKind Kind { get; init; }
}
