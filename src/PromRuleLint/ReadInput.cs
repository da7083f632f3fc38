using PromRuleLint.Rules;

namespace PromRuleLint;

/// <summary>An input of a lint, what was read of it, and what becomes of it.</summary>
internal sealed class ReadInput(LintInput input, RuleFile file)
{
    /// <summary>What was given.</summary>
    public LintInput Input { get; } = input;

    /// <summary>The file as it was read.</summary>
    public RuleFile File { get; } = file;

    /// <summary>Its part in each analysis that it belongs to.</summary>
    public List<AnalyzedFile> Analyzed { get; } = new(1);

    /// <summary>What is reported of it; null before that is known.</summary>
    public FileReport? Report { get; set; }
}
