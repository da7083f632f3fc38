using PromRuleLint.Configuration;
using PromRuleLint.Facts;
using PromRuleLint.PromQL;
using PromRuleLint.Rules;

namespace PromRuleLint.Testing;

/// <summary>How unit tests of rules are run. The defaults are promtool's.</summary>
public sealed record RuleTestOptions
{
    /// <summary>The defaults.</summary>
    public static RuleTestOptions Default { get; } = new();

    /// <summary>
    /// Whether a group is evaluated at its own <c>interval</c>, as a server does it. promtool evaluates every group at the file's
    /// <c>evaluation_interval</c>.
    /// </summary>
    public bool UseGroupIntervals { get; init; }

    /// <summary>
    /// The Prometheus whose rules hold, such as 2.55; null for the newest known. Before 3.0 ranges and the lookback are closed at
    /// both ends.
    /// </summary>
    public Version? TargetVersion { get; init; }

    /// <summary>Whether rule files that promtool cannot read, resources and ConfigMaps, are refused.</summary>
    public bool PromtoolOnly { get; init; }

    /// <summary>How the queries in templates are read.</summary>
    public PromQLOptions PromQL { get; init; } = PromQLOptions.Default;

    /// <summary>The most samples that one evaluation may hold; beyond it the rule or test fails with an error.</summary>
    public long MaxSamples { get; init; } = 50_000_000;

    /// <summary>The most evaluations of groups that one test may need: a test far in the future ends with an error, not in hours.</summary>
    public int MaxEvaluations { get; init; } = 2_000_000;

    /// <summary>Which tests are run, by their names; null for all.</summary>
    public Func<string, bool>? Filter { get; init; }

    /// <summary>The same where a configuration holds: a target version that is given here wins over the one there.</summary>
    public RuleTestOptions For(LintConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        return this with { Configuration = configuration, PromQL = configuration.PromQL, TargetVersion = TargetVersion ?? configuration.PromQL.TargetVersion };
    }

    /// <summary>What is configured where the test file stands; null for nothing.</summary>
    internal LintConfiguration? Configuration { get; init; }

    /// <summary>What is taken for true of the rules of some files besides what they say, where something is proved of them.</summary>
    internal FactsOptions FactsOf(IEnumerable<RuleFile> files, CancellationToken cancellation)
    {
        LintConfiguration configuration = Configuration ?? LintConfiguration.Default;
        return ConfiguredFacts.Options([.. files.Distinct().Select(file => (file, configuration))], configuration) with { Cancellation = cancellation };
    }

    /// <summary>Collects what the tests reach of the rules; null where nobody asks.</summary>
    internal RuleCoverage? Coverage { get; init; }
}
