using System.Collections.Immutable;
using PromRuleLint.Rules;

namespace PromRuleLint.Testing;

/// <summary>What one test gave.</summary>
/// <param name="Test">The test.</param>
/// <param name="Name">Its name; of one without a name what promtool calls it.</param>
/// <param name="Failures">What did not hold; empty where the test passes.</param>
public sealed record TestOutcome(TestGroup Test, string Name, ImmutableArray<TestFailure> Failures)
{
    /// <summary>Whether the test passes.</summary>
    public bool Passed => Failures.IsEmpty;

    /// <summary>How many expectations it has.</summary>
    public int Expectations => Test.AlertTests.Length + Test.ExpressionTests.Length;

    /// <summary>What came of each expectation that was reached, alerts or samples, by the part of each.</summary>
    internal IReadOnlyDictionary<object, ImmutableArray<SortedDictionary<string, string>>> Came { get; init; } = new Dictionary<object, ImmutableArray<SortedDictionary<string, string>>>();

    /// <summary>Expectations that hold but show nothing, or only because a sample was still looked back to.</summary>
    public ImmutableArray<TestNotice> Notices { get; init; } = [];
}
