using System.Collections.Immutable;
using System.Globalization;
using PromRuleLint.Evaluation;
using PromRuleLint.PromQL;
using PromRuleLint.PromQL.Syntax;
using PromRuleLint.Rules;
using PromRuleLint.Templates.Execution;
using PromRuleLint.Text;

namespace PromRuleLint.Testing;

/// <summary>One test as promtool runs it (<c>testGroup.test</c> in <c>cmd/promtool/unittest.go</c>).</summary>
internal sealed class TestGroupRun
{
    private readonly TestFile _file;
    private readonly TestGroup _test;
    private readonly RuleTestOptions _options;
    private readonly TestRunPlan _plan;
    private readonly CancellationToken _cancellation;
    private readonly List<TestFailure> _failures = [];
    private readonly List<(AlertTest Test, TestFailure Failure)> _failedAlerts = [];
    private readonly long _start;
    private readonly long _evaluationInterval;
    private readonly TestStorage _storage = new();
    private readonly EvaluationOptions _evaluation;
    private readonly RuleRunContext _context;
    private readonly ImmutableArray<RuleGroupRun> _groups;
    private readonly long _interval;
    private readonly ExpectationWorth _worth;
    private readonly Dictionary<object, ImmutableArray<SortedDictionary<string, string>>> _came = new(ReferenceEqualityComparer.Instance);

    private TestGroupRun(TestFile file, TestGroup test, IReadOnlyList<RuleGroup> groups, RuleTestOptions options, TestRunPlan plan, CancellationToken cancellation)
    {
        _file = file;
        _test = test;
        _options = options;
        _plan = plan;
        _cancellation = cancellation;
        _start = StartOf(test);
        _evaluationInterval = Milliseconds(file.EvaluationInterval) is > 0 and var interval ? interval : 60_000;
        _evaluation = new EvaluationOptions
        {
            DefaultSubqueryStep = TimeSpan.FromMilliseconds(_evaluationInterval),
            TargetVersion = options.TargetVersion,
            MaxSamples = options.MaxSamples,
        };
        _context = new RuleRunContext(_storage, _evaluation, options, cancellation)
        {
            ExternalLabels = new LabelMap(test.ExternalLabels.Select(static label => KeyValuePair.Create(label.NameText, label.ValueText))),
            ExternalUrl = test.ExternalUrl?.Value ?? "",
        };
        _groups = [.. groups.Select(group => new RuleGroupRun(group, _context, plan.MakeRun))];
        _interval = Milliseconds(test.Interval) is > 0 and var given ? given : _evaluationInterval;
        _worth = new ExpectationWorth(_context, _groups, _start, Math.Max(_interval, _evaluationInterval));
    }

    /// <summary>How much the run evaluated, as <see cref="RuleRunContext.Work"/> counts.</summary>
    public long Work => _context.Work;

    /// <summary>The input series, to be shared by other runs of the same test; null where they cannot be read.</summary>
    public IReadOnlyList<(Labels Labels, IEnumerable<Sample> Samples)>? Input { get; private set; }

    private long MaxTime => _test.AlertTests.Select(static test => Milliseconds(test.EvalTime)).Concat(_test.ExpressionTests.Select(static test => Milliseconds(test.EvalTime))).DefaultIfEmpty(0).Max();

    /// <summary>Runs a test.</summary>
    /// <param name="file">The file of the test.</param>
    /// <param name="test">The test.</param>
    /// <param name="name">Its name.</param>
    /// <param name="groups">The groups of rules in the order of their evaluation.</param>
    /// <param name="options">How to run.</param>
    /// <param name="cancellation">Ends the run early.</param>
    public static TestOutcome Run(TestFile file, TestGroup test, string name, IReadOnlyList<RuleGroup> groups, RuleTestOptions options, CancellationToken cancellation)
    {
        var run = new TestGroupRun(file, test, groups, options, TestRunPlan.Usual, cancellation);
        ImmutableArray<TestNotice> notices = run.Run();
        return new TestOutcome(test, name, [.. run._failures.OrderBy(static failure => failure.Range.Start)]) { Notices = notices, Came = run._came };
    }

    /// <summary>Runs a test as a plan says; whether it passes.</summary>
    /// <param name="file">The file of the test.</param>
    /// <param name="test">The test.</param>
    /// <param name="groups">The groups of rules in the order of their evaluation.</param>
    /// <param name="options">How to run.</param>
    /// <param name="plan">What is other than usual.</param>
    /// <param name="run">The run, when it has ended.</param>
    /// <param name="cancellation">Ends the run early.</param>
    public static bool Passes(TestFile file, TestGroup test, IReadOnlyList<RuleGroup> groups, RuleTestOptions options, TestRunPlan plan, out TestGroupRun run, CancellationToken cancellation)
    {
        run = new TestGroupRun(file, test, groups, options, plan, cancellation);
        run.Run();
        return run._failures.Count == 0 && run._failedAlerts.Count == 0;
    }

    /// <summary>What an expression gives at the times at which the rules were evaluated, over the series as they are at the end.</summary>
    /// <exception cref="EvaluationException">It cannot be evaluated.</exception>
    public EvaluationResult EvaluateAtSteps(Expr expression) => new Evaluator(_storage.Series, _evaluation).Range(expression, _start, _start + MaxTime, _evaluationInterval, _cancellation);

    private ImmutableArray<TestNotice> Run()
    {
        Input = _plan.Input ?? TestInput.Read(_test, _start, _interval, _failures);
        foreach (AlertTest unnamed in _test.AlertTests.Where(static test => test.AlertName is not { Value: not "" }))
        {
            Fail(TestFailureKind.InvalidTest, unnamed.Range, "This test of an alert names none; write 'alertname:' with its name.");
        }

        if (MaxTime / _evaluationInterval > _options.MaxEvaluations / Math.Max(1, _groups.Length))
        {
            Fail(TestFailureKind.InvalidTest, _test.Name?.Range ?? RuleDocument.HeadOf(_test.Node), $"The test needs more than {_options.MaxEvaluations} evaluations; use a greater evaluation_interval or an earlier eval_time.");
        }

        if (Input is null || _failures.Count > 0 || !Evaluate(new TestInput(Input, _storage)))
        {
            return [];
        }

        foreach (ExpressionTest test in _plan.ExpressionTests ?? _test.ExpressionTests)
        {
            _cancellation.ThrowIfCancellationRequested();
            var run = new ExpressionTestRun(test, _file.FuzzyCompare, _context, _start);
            TestFailure? failure = run.Run();
            _came[test] = run.Came;
            if (failure is not null)
            {
                _failures.Add(failure);
                if (_plan.IsVerdictOnly)
                {
                    return [];
                }
            }
            else if (!_plan.IsVerdictOnly)
            {
                _worth.Look(test);
            }
        }

        if (_plan.IsVerdictOnly)
        {
            return [];
        }

        foreach ((AlertTest test, TestFailure failure) in _failedAlerts)
        {
            _failures.Add(new AlertEvidence(_groups, _start, _evaluationInterval, MaxTime).AddTo(failure, test));
        }

        return _worth.Conclude();
    }

    /// <summary>Evaluates all groups up to the last expectation; false where a rule failed, which ends the test.</summary>
    private bool Evaluate(TestInput input)
    {
        AlertTest[] pending = [.. (_plan.AlertTests ?? _test.AlertTests).OrderBy(static test => Milliseconds(test.EvalTime))];
        if (!_plan.IsVerdictOnly)
        {
            KeepHistories(pending);
        }

        int next = 0;
        for (long offset = 0; offset <= MaxTime; offset += _evaluationInterval)
        {
            _cancellation.ThrowIfCancellationRequested();
            long time = _start + offset;
            if (input.LoadUntil(time, _cancellation) is { } refused)
            {
                Fail(TestFailureKind.Evaluation, _test.Name?.Range ?? RuleDocument.HeadOf(_test.Node), $"An input series cannot be loaded at {Show(offset)}: {refused}.");
            }
            else if (!EvaluateGroups(time, offset))
            {
                return false;
            }

            for (; next < pending.Length && Milliseconds(pending[next].EvalTime) < offset + _evaluationInterval; next++)
            {
                Check(pending[next]);
                if (_plan.IsVerdictOnly && _failedAlerts.Count > 0)
                {
                    return false;
                }
            }
        }

        return true;
    }

    private void KeepHistories(AlertTest[] tests)
    {
        var names = tests.Select(static test => test.AlertName!.Value).ToHashSet(StringComparer.Ordinal);
        foreach (AlertingRuleRun rule in Alerts().Where(rule => names.Contains(rule.Name)))
        {
            rule.History = [];
        }
    }

    private bool EvaluateGroups(long time, long offset)
    {
        bool ok = true;
        foreach (RuleGroupRun group in _groups)
        {
            if (_options.UseGroupIntervals && Milliseconds(group.Group.Interval) is > 0 and var interval && offset % Math.Max(interval, _evaluationInterval) != 0)
            {
                continue;
            }

            group.Evaluate(time);
            foreach (RuleRun rule in group.Rules.Where(static rule => rule.Error is not null))
            {
                ok = false;
                _failures.Add(new TestFailure(
                    TestFailureKind.Evaluation,
                    _test.Name?.Range ?? RuleDocument.HeadOf(_test.Node),
                    $"The rule '{rule.Name}' cannot be evaluated at {Show(offset)}: {rule.Error}.")
                {
                    Time = TimeSpan.FromMilliseconds(offset),
                    Rule = rule.Rule,
                });
            }
        }

        return ok;
    }

    private void Check(AlertTest test)
    {
        string name = test.AlertName!.Value;
        ImmutableArray<AlertingRuleRun> rules = [.. Alerts().Where(rule => rule.Name == name)];
        var came = rules.SelectMany(rule => rule.AlertsIn(test.Matching.State)).Select(AlertComparison.FieldsOf).ToList();
        _came[test] = [.. came];
        if (AlertComparison.Compare(test, came) is { } failure)
        {
            _failedAlerts.Add((test, failure));
        }
        else if (!_plan.IsVerdictOnly)
        {
            _worth.Look(test, rules);
        }
    }

    private IEnumerable<AlertingRuleRun> Alerts() => _groups.SelectMany(static group => group.Rules).OfType<AlertingRuleRun>();

    private void Fail(TestFailureKind kind, SourceRange range, string message) => _failures.Add(new TestFailure(kind, range, message));

    internal static long Milliseconds(RuleDuration? duration) => (long)(duration?.Value ?? TimeSpan.Zero).TotalMilliseconds;

    internal static string Show(long milliseconds) => PrometheusDuration.Format(TimeSpan.FromMilliseconds(milliseconds));

    private static long StartOf(TestGroup test)
    {
        if (test.StartTimestamp is not { } start)
        {
            return 0;
        }

        if (double.TryParse(start.Value, NumberStyles.Float, CultureInfo.InvariantCulture, out double seconds))
        {
            return (long)Math.Round(Math.Clamp(seconds, -1e12, 1e12) * 1000);
        }

        return DateTimeOffset.TryParse(start.Value, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset time) ? time.ToUnixTimeMilliseconds() : 0;
    }
}
