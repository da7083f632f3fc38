using System.Collections.Concurrent;
using System.Collections.Immutable;
using PromRuleLint.Evaluation;
using PromRuleLint.Rules;

namespace PromRuleLint.Testing.Mutation;

/// <summary>
/// One test that is run with mutants. It is run once as it is and what each rule gave is kept. A mutant whose expression gives the same at
/// all times cannot fail the test; of another only the rules that depend on it are evaluated, and only the expectations that look at them.
/// </summary>
internal sealed class MutatedTest
{
    private readonly RuleTestSuite _suite;
    private readonly TestGroup _test;
    private readonly ImmutableArray<RuleGroup> _groups;
    private readonly RuleReaders _readers;
    private readonly RuleTestOptions _options;
    private readonly ConcurrentDictionary<Rule, List<IReadOnlyList<VectorElement>>> _traces = new();
    private readonly ConcurrentDictionary<Rule, ImmutableArray<MatrixSeries>?> _results = new();
    private readonly TestGroupRun _run;
    private readonly bool _hasOffsets;
    private readonly CancellationToken _cancellation;
    private long _steps;

    public MutatedTest(RuleTestSuite suite, TestGroup test, ImmutableArray<RuleGroup> groups, RuleReaders readers, CancellationToken cancellation)
    {
        _suite = suite;
        _test = test;
        _groups = groups;
        _readers = readers;
        _options = suite.Options with { Coverage = null };
        _hasOffsets = groups.Any(static group => group.QueryOffset?.Value is { Ticks: not 0 });
        _cancellation = cancellation;
        Passes = Run(new TestRunPlan { IsVerdictOnly = true, MakeRun = Traced }, out _run);
    }

    /// <summary>Whether the test passes without any change; else it can show nothing.</summary>
    public bool Passes { get; }

    /// <summary>How many steps were taken so far.</summary>
    public long Steps => Interlocked.Read(ref _steps);

    /// <summary>Whether the test fails with a mutant. May be asked from several threads.</summary>
    /// <param name="rule">The rule as the suite has it.</param>
    /// <param name="mutated">The rule that runs in its place.</param>
    /// <param name="affected">The rules and names that depend on it.</param>
    public bool Kills(Rule rule, Rule mutated, (HashSet<Rule> Rules, HashSet<string> Names) affected)
    {
        if (!ReferenceEquals(rule.Expression, mutated.Expression) && GivesTheSame(rule, mutated))
        {
            return false;
        }

        HashSet<string> alerts = [.. affected.Rules.OfType<AlertingRule>().Select(static alert => alert.NameText ?? "")];
        var plan = new TestRunPlan
        {
            IsVerdictOnly = true,
            Input = _run.Input,
            AlertTests = [.. _test.AlertTests.Where(test => alerts.Contains(test.AlertName!.Value))],
            ExpressionTests = [.. _test.ExpressionTests.Where(test => RuleReaders.Reads(test.Expression?.Root, affected.Names))],
            MakeRun = (each, context) => ReferenceEquals(each, rule) ? RuleRun.Create(mutated, context)
                : affected.Rules.Contains(each) || (each is AlertingRule { Name.Value: var name } && alerts.Contains(name)) ? RuleRun.Create(each, context)
                : new ReplayedRuleRun(each, context, _traces[each]),
        };
        return !Run(plan, out _);
    }

    /// <summary>Whether the test has an expectation that looks at some rules or series.</summary>
    public static bool LooksAt(TestGroup test, (HashSet<Rule> Rules, HashSet<string> Names) affected) =>
        test.AlertTests.Any(each => affected.Rules.Any(rule => rule is AlertingRule && rule.NameText == each.AlertName?.Value))
        || test.ExpressionTests.Any(each => RuleReaders.Reads(each.Expression?.Root, affected.Names));

    private bool Run(TestRunPlan plan, out TestGroupRun run)
    {
        bool passes = TestGroupRun.Passes(_suite.File, _test, _groups, _options, plan, out run, _cancellation);
        Interlocked.Add(ref _steps, run.Work);
        return passes;
    }

    private RuleRun Traced(Rule rule, RuleRunContext context)
    {
        var run = RuleRun.Create(rule, context);
        run.Trace = _traces[rule] = [];
        return run;
    }

    private bool GivesTheSame(Rule rule, Rule mutated)
    {
        if (_hasOffsets || !_readers.IsTimeless(rule))
        {
            return false;
        }

        return _results.GetOrAdd(rule, Evaluate) is { } before && Evaluate(mutated) is { } after && AreEqual(before, after);
    }

    private ImmutableArray<MatrixSeries>? Evaluate(Rule rule)
    {
        try
        {
            EvaluationResult result = _run.EvaluateAtSteps(rule.Expression!.Root!);
            Interlocked.Add(ref _steps, result.SamplesRead + result.Matrix.Sum(static series => series.Samples.Length) + 1);
            return result.Matrix;
        }
        catch (EvaluationException)
        {
            return null;
        }
    }

    private static bool AreEqual(ImmutableArray<MatrixSeries> before, ImmutableArray<MatrixSeries> after)
    {
        if (before.Length != after.Length)
        {
            return false;
        }

        for (int i = 0; i < before.Length; i++)
        {
            if (!before[i].Labels.Equals(after[i].Labels) || !before[i].Samples.AsSpan().SequenceEqual(after[i].Samples.AsSpan(), SampleComparer.Instance))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The same bits at the same time; of histograms the same text.</summary>
    private sealed class SampleComparer : IEqualityComparer<Sample>
    {
        public static SampleComparer Instance { get; } = new();

        public bool Equals(Sample x, Sample y) => x.Time == y.Time && (x.Histogram is null
            ? y.Histogram is null && BitConverter.DoubleToInt64Bits(x.Value) == BitConverter.DoubleToInt64Bits(y.Value)
            : y.Histogram is not null && x.Histogram.ToString() == y.Histogram.ToString());

        public int GetHashCode(Sample obj) => obj.Time.GetHashCode();
    }
}
