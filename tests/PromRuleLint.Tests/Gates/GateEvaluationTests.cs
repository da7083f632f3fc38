using System.Collections.Immutable;
using PromRuleLint.Gates;
using PromRuleLint.PromQL;

namespace PromRuleLint.Tests.Gates;

public sealed class GateEvaluationTests
{
    private const double NaN = double.NaN;

    private static readonly GateCondition AtMost = new() { Name = "c", Expression = PromQLParser.Parse("x"), Bound = GateBound.TryParse("<= 0.08"), Tick = TimeSpan.FromMinutes(1) };

    private static IEnumerable<TestCaseData> Verdicts()
    {
        GateCondition two = AtMost with { Ticks = 2 };
        GateCondition five = AtMost with { For = TimeSpan.FromMinutes(4) };
        GateCondition share = AtMost with { Over = TimeSpan.FromMinutes(9), Share = 0.8 };
        GateCondition mean = AtMost with { Over = TimeSpan.FromMinutes(2), Statistic = GateStatistic.Mean };
        GateCondition still = AtMost with { Over = TimeSpan.FromMinutes(3), Rises = 0 };
        GateCondition cooled = AtMost with { CoolDown = TimeSpan.FromMinutes(2) };
        return
        [
            Case("GO", AtMost, 0.08),
            Case("NO-GO", AtMost, 0.081),
            Case("HOLD", AtMost, (double?)null),
            Case("HOLD", AtMost, NaN),
            Case("NO-GO", AtMost, double.PositiveInfinity),
            Case("HOLD", AtMost, double.NegativeInfinity),
            Case("GO", two, 0.05, 0.05),
            Case("GO", two, 1, 0.05, 0.05),
            Case("NO-GO", two, 1, 0.05),
            Case("HOLD", two, null, 0.05),
            Case("HOLD", two, 0.05, null),
            Case("NO-GO", two, null, 1),
            Case("GO", five, 0, 0, 0, 0, 0),
            Case("NO-GO", five, 1, 0, 0, 0, 0),
            Case("HOLD", five, 0, NaN, 0, 0, 0),
            Case("GO", share, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1),
            Case("NO-GO", share, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1),
            Case("HOLD", share, 0, 0, 0, 0, 0, 0, 0, 1, 1, null),
            Case("HOLD", share, 0, 0, 0, 0, 0, 0, 0, 1, 1, NaN),
            Case("GO", share, 0, 0, 0, 0, 0, 0, 0, 0, 1, null),
            Case("NO-GO", share, 0, 0, null, null, 1, 1, 1, 0, 0, 0),
            Case("GO", mean, 0.1, 0.1, 0.01),
            Case("NO-GO", mean, 0.1, 0.1, 0.1),
            Case("HOLD", mean, 0.1, null, 0.01),
            Case("GO", mean with { Statistic = GateStatistic.Min }, 0.1, 0.1, 0.01),
            Case("NO-GO", mean with { Statistic = GateStatistic.Max }, 0.1, 0.01, 0.01),
            Case("GO", still, 0.03, 0.02, 0.02, 0.01),
            Case("NO-GO", still, 0.03, 0.02, 0.021, 0.01),
            Case("GO", still with { RiseAbove = 0.01 }, 0.03, 0.02, 0.021, 0.01),
            Case("GO", still with { Rises = 1 }, 0.03, 0.02, 0.021, 0.01),
            Case("HOLD", still, 0.03, null, 0.02, 0.01),
            Case("NO-GO", still with { Bound = null }, 1, 2, 3, 4),
            Case("HOLD", still with { Bound = null, Over = TimeSpan.FromSeconds(1) }, 1),
            Case("GO", AtMost with { Over = TimeSpan.FromMinutes(2), Bound = null, Samples = 2 }, 1, 1, 1),
            Case("HOLD", AtMost with { Over = TimeSpan.FromMinutes(2), Samples = 4 }, 0, 0, 0),
            Case("GO", cooled, 0, 0, 0),
            Case("HOLD", cooled, 1, 0, 0),
            Case("HOLD", cooled, null, 0, 0),
            Case("NO-GO", cooled, 0, 0, 1),
        ];

        static TestCaseData Case(string verdict, GateCondition condition, params double?[] values) => new(verdict, condition, values);
    }

    [TestCaseSource(nameof(Verdicts))]
    public void Verdict_is_as_asked_for_and_never_GO_without_the_data(string verdict, object condition, double?[] values)
    {
        GateConditionResult result = GateEvaluation.Evaluate((GateCondition)condition, new GateData([new GateSeries("x", [.. values])]));

        Assert.That(result.Verdict.Word(), Is.EqualTo(verdict), result.Reason);
        Assert.That(result.Reason, Is.Not.Empty);
    }

    [Test]
    public void No_series_or_an_obstacle_is_HOLD()
    {
        Assert.That(GateEvaluation.Evaluate(AtMost, new GateData([])).Verdict, Is.EqualTo(GateVerdict.Hold));
        Assert.That(GateEvaluation.Evaluate(AtMost, new GateData([new GateSeries("x", [null])])).Verdict, Is.EqualTo(GateVerdict.Hold));
        GateConditionResult partial = GateEvaluation.Evaluate(AtMost, new GateData([new GateSeries("x", [0])], "the server warns"));
        Assert.That(partial, Has.Property("Verdict").EqualTo(GateVerdict.Hold).And.Property("Reason").EqualTo("the server warns"));
    }

    [TestCase("One", "HOLD")]
    [TestCase("All", "NO-GO")]
    [TestCase("Any", "GO")]
    [TestCase("Max", "NO-GO")]
    [TestCase("Min", "GO")]
    public void Of_several_series_count_those_that_are_chosen(string choice, string verdict)
    {
        GateCondition condition = AtMost with { Series = Enum.Parse<GateSeriesChoice>(choice) };
        var data = new GateData([new GateSeries("good", [0.01]), new GateSeries("bad", [1])]);
        Assert.That(GateEvaluation.Evaluate(condition, data).Verdict.Word(), Is.EqualTo(verdict));
    }

    [TestCase("All")]
    [TestCase("Max")]
    [TestCase("Min")]
    public void NaN_in_one_of_several_series_is_HOLD(string choice)
    {
        GateCondition condition = AtMost with { Series = Enum.Parse<GateSeriesChoice>(choice) };
        Assert.That(GateEvaluation.Evaluate(condition, new GateData([new GateSeries("good", [0.01]), new GateSeries("none", [NaN])])).Verdict, Is.EqualTo(GateVerdict.Hold));
    }

    [Test]
    public void Warn_level_is_told_and_stops_nothing()
    {
        GateCondition condition = AtMost with { Warn = GateBound.TryParse("<= 0.05") };
        Assert.That(GateEvaluation.Evaluate(condition, Of(0.05)), Has.Property("Verdict").EqualTo(GateVerdict.Go).And.Property("IsWarning").False);
        Assert.That(GateEvaluation.Evaluate(condition, Of(0.06)), Has.Property("Verdict").EqualTo(GateVerdict.Go).And.Property("IsWarning").True);
        Assert.That(GateEvaluation.Evaluate(condition, Of(0.09)).Verdict, Is.EqualTo(GateVerdict.NoGo));

        static GateData Of(double value) => new([new GateSeries("x", [value])]);
    }

    [TestCase(3, 0, 0, "GO")]
    [TestCase(2, 1, 0, "GO")]
    [TestCase(2, 0, 1, "GO")]
    [TestCase(1, 2, 0, "HOLD")]
    [TestCase(1, 0, 2, "NO-GO")]
    [TestCase(1, 1, 1, "HOLD")]
    [TestCase(0, 3, 0, "HOLD")]
    public void Quorum_counts_what_holds_and_what_still_may(int go, int hold, int noGo, string verdict)
    {
        GateConditionResult[] results = [.. Results(go, GateVerdict.Go), .. Results(hold, GateVerdict.Hold), .. Results(noGo, GateVerdict.NoGo)];
        Assert.That(GateEvaluation.EvaluateQuorum(new GateCondition { Quorum = 2 }, results).Verdict.Word(), Is.EqualTo(verdict));

        static IEnumerable<GateConditionResult> Results(int count, GateVerdict verdict) => Enumerable.Repeat(new GateConditionResult(AtMost, verdict, "r"), count);
    }

    [TestCase("GO", "0 0 1", "1 0 0", "0 1 0", TestName = "Which_two_of_three_hold_may_change_from_tick_to_tick")]
    [TestCase("NO-GO", "0 1 0", "0 1 0", "0 0 0")]
    [TestCase("HOLD", "0 - 0", "0 1 0", "0 0 0")]
    [TestCase("GO", "0 - 0", "0 0 0", "0 0 0")]
    [TestCase("HOLD", "0 - 0", "0 NaN 0", "0 0 0")]
    [TestCase("NO-GO", "0 - 0", "0 1 1", "0 0 1")]
    public void Two_of_three_must_hold_at_each_tick(string verdict, params string[] values)
    {
        var quorum = new GateCondition { Quorum = 2, For = TimeSpan.FromMinutes(2), Tick = TimeSpan.FromMinutes(1), Of = [AtMost, AtMost, AtMost] };
        GateConditionResult result = GateEvaluation.EvaluateQuorumByTick(quorum, [.. values.Select(static each => (AtMost, new GateData([new GateSeries("x", [.. each.Split(' ').Select(Value)])])))]);

        Assert.That(result.Verdict.Word(), Is.EqualTo(verdict), result.Reason);
        Assert.That(result.Reason, verdict == "GO" ? Does.Contain("at each of 3 ticks") : Does.Contain("2 are needed"));

        static double? Value(string text) => text == "-" ? null : double.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
    }

    [Test]
    public void Ticks_that_are_looked_at_are_those_of_the_range_and_the_cool_down()
    {
        Assert.That(AtMost.AllTicks, Is.EqualTo(1));
        Assert.That((AtMost with { Ticks = 2 }).AllTicks, Is.EqualTo(2));
        Assert.That((AtMost with { For = TimeSpan.FromMinutes(10) }).AllTicks, Is.EqualTo(11));
        Assert.That((AtMost with { Over = TimeSpan.FromSeconds(90), CoolDown = TimeSpan.FromMinutes(5) }).AllTicks, Is.EqualTo(8));
    }

    [TestCase("<=0.08", "<= 0.08")]
    [TestCase(" == 1 ", "== 1")]
    [TestCase("> -3e2", "> -300")]
    public void Bounds_are_read(string text, string bound) => Assert.That(GateBound.TryParse(text)?.ToString(), Is.EqualTo(bound));

    [TestCase("")]
    [TestCase("1")]
    [TestCase("= 1")]
    [TestCase("<= NaN")]
    [TestCase("< Inf")]
    [TestCase("<= one")]
    public void What_is_no_bound_is_not_read(string text) => Assert.That(GateBound.TryParse(text), Is.Null);
}
