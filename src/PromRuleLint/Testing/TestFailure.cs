using System.Collections.Immutable;
using PromRuleLint.Rules;
using PromRuleLint.Text;

namespace PromRuleLint.Testing;

/// <summary>Something that did not hold, or kept a test from being run.</summary>
/// <param name="Kind">What kind.</param>
/// <param name="Range">The expectation in the test file.</param>
/// <param name="Message">What did not hold, as one sentence.</param>
public sealed record TestFailure(TestFailureKind Kind, SourceRange Range, string Message)
{
    /// <summary>The time of the expectation after the start of the test; null where none belongs to it.</summary>
    public TimeSpan? Time { get; init; }

    /// <summary>What differs, item by item.</summary>
    public ImmutableArray<ExpectationDifference> Differences { get; init; } = [];

    /// <summary>The states of the alerts of that name during the test; empty for other kinds.</summary>
    public ImmutableArray<AlertTimeline> Timelines { get; init; } = [];

    /// <summary>What the expression gives around the time of the expectation.</summary>
    public ImmutableArray<ValuesAtTime> Values { get; init; } = [];

    /// <summary>The expression whose values those are; null where there is none.</summary>
    public string? Expression { get; init; }

    /// <summary>What came, item by item as <see cref="FieldDifference.Name"/> names its parts; default where nothing was compared.</summary>
    internal ImmutableArray<SortedDictionary<string, string>> Actual { get; init; }

    /// <summary>The whole expectation in the test file.</summary>
    internal SourceRange Expectation { get; init; }

    /// <summary>The rule at fault or tested; null where there is none or it is not one.</summary>
    public Rule? Rule { get; init; }

    /// <summary>The place in a rule file that keeps it from being loaded; null for other kinds.</summary>
    public (SourceText Source, SourceRange Range)? RulePlace { get; init; }
}
