using PromRuleLint.PromQL;

namespace PromRuleLint.Rules;

/// <summary>How a rule file is read.</summary>
public sealed record RuleFileReaderOptions
{
    /// <summary>As the newest Prometheus reads.</summary>
    public static RuleFileReaderOptions Default { get; } = new();

    /// <summary>How expressions are read.</summary>
    public PromQLOptions PromQL { get; init; } = PromQLOptions.Default;
}
