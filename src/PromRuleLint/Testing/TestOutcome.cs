using System.Collections.Immutable;
using PromRuleLint.Evaluation;
using PromRuleLint.Rules;
using PromRuleLint.Text;

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

/// <summary>What an expectation that holds is worth nothing for.</summary>
/// <param name="Kind">Which.</param>
/// <param name="Range">The expectation in the test file.</param>
/// <param name="Message">What it is and what to do, as a sentence.</param>
public sealed record TestNotice(TestNoticeKind Kind, SourceRange Range, string Message);

/// <summary>Why an expectation that holds is not worth what it seems.</summary>
public enum TestNoticeKind
{
    /// <summary>It holds whatever the rules are.</summary>
    AssertsNothing,

    /// <summary>It holds only because a sample of an earlier time is still looked back to.</summary>
    OnlyThroughLookback,
}

/// <summary>What kind of failure it is.</summary>
public enum TestFailureKind
{
    /// <summary>Other alerts fire than were expected.</summary>
    Alerts,

    /// <summary>An expression gives other samples than were expected.</summary>
    Samples,

    /// <summary>A rule, or the expression of a test, cannot be evaluated.</summary>
    Evaluation,

    /// <summary>The test cannot be run as it is written.</summary>
    InvalidTest,

    /// <summary>A rule file cannot be loaded.</summary>
    InvalidRules,
}

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

/// <summary>How an expected item and what came go apart.</summary>
public enum DifferenceKind
{
    /// <summary>It was expected and did not come.</summary>
    Missing,

    /// <summary>It came and was not expected.</summary>
    Unexpected,

    /// <summary>Something like it came.</summary>
    Changed,
}

/// <summary>One alert or sample that was expected and did not come, that came unexpectedly, or that came otherwise.</summary>
/// <param name="Kind">Which.</param>
/// <param name="Item">The item as it was expected or, where it was not, as it came.</param>
/// <param name="Range">The expected item in the test file; the expectation where none was expected.</param>
/// <param name="Fields">Where both are known, what differs: labels, annotations, the value.</param>
public sealed record ExpectationDifference(DifferenceKind Kind, string Item, SourceRange Range, ImmutableArray<FieldDifference> Fields);

/// <summary>One thing that differs.</summary>
/// <param name="Name">What: <c>label severity</c>, <c>annotation summary</c>, <c>value</c>.</param>
/// <param name="Expected">What was expected; null where it was not to be there.</param>
/// <param name="Actual">What came; null where it is not there.</param>
public sealed record FieldDifference(string Name, string? Expected, string? Actual);

/// <summary>The states of an alert during a test.</summary>
/// <param name="Labels">The labels of the alert.</param>
/// <param name="Interval">The time between two evaluations.</param>
/// <param name="States">The state after each evaluation, from the start on.</param>
public sealed record AlertTimeline(Labels Labels, TimeSpan Interval, ImmutableArray<AlertState> States);

/// <summary>The state of an alert.</summary>
public enum AlertState
{
    /// <summary>Its expression gives no such series.</summary>
    Inactive,

    /// <summary>Its expression gives the series, not yet for as long as <c>for</c> says.</summary>
    Pending,

    /// <summary>It is sent to the Alertmanager.</summary>
    Firing,
}

/// <summary>What an expression gives at a time.</summary>
/// <param name="Time">The time after the start of the test.</param>
/// <param name="Samples">The samples, labels and value, or the error.</param>
public sealed record ValuesAtTime(TimeSpan Time, ImmutableArray<string> Samples);
