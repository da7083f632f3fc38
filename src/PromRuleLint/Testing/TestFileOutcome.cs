using System.Collections.Immutable;
using PromRuleLint.Rules;

namespace PromRuleLint.Testing;

/// <summary>What running the unit tests of one file gave.</summary>
/// <param name="File">The file.</param>
/// <param name="Failures">Why no test of the file could be run; empty where they were.</param>
/// <param name="Tests">The tests that were run, in the order of the file.</param>
public sealed record TestFileOutcome(TestFile File, ImmutableArray<TestFailure> Failures, ImmutableArray<TestOutcome> Tests)
{
    /// <summary>Whether promtool passes the file.</summary>
    public bool Passed => Failures.IsEmpty && Tests.All(static test => test.Passed);

    /// <summary>All failures, of the file and of its tests.</summary>
    public IEnumerable<TestFailure> AllFailures => Failures.Concat(Tests.SelectMany(static test => test.Failures));
}
