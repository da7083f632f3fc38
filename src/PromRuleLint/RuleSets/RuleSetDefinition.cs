using System.Collections.Immutable;

namespace PromRuleLint.RuleSets;

/// <summary>Files that are loaded together.</summary>
/// <param name="Name">The name: of the rule set, the Prometheus configuration, the unit-test file, the folder or the file.</param>
/// <param name="Evidence">Why they are taken for such.</param>
/// <param name="Reason">The same in words.</param>
/// <param name="Paths">The files as findings name them, in the order given; unit-test files are among them.</param>
public sealed record RuleSetDefinition(string Name, RuleSetEvidence Evidence, string Reason, ImmutableArray<string> Paths)
{
    /// <summary>Whether it is known, and not only assumed, that the files are loaded together.</summary>
    public bool IsKnown => Evidence is RuleSetEvidence.Named or RuleSetEvidence.PrometheusConfiguration or RuleSetEvidence.UnitTests;

    /// <summary>Whether it is known that no other file is loaded with them.</summary>
    internal bool IsClosed => Evidence is RuleSetEvidence.Named or RuleSetEvidence.PrometheusConfiguration;

    /// <summary>Where the files stand among all that were given.</summary>
    internal ImmutableArray<int> Indexes { get; init; } = [];
}
