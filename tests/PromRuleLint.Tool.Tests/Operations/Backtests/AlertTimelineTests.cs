using PromRuleLint.Operations.Backtests;
using PromRuleLint.Operations.Http;

namespace PromRuleLint.Tool.Tests.Operations.Backtests;

public sealed class AlertTimelineTests
{
    [TestCase("__11111__", 0, 0, "··█████··")]
    [TestCase("__11111__", 2, 0, "··▒▒███··")]
    [TestCase("__11111__", 9, 0, "··▒▒▒▒▒··")]
    [TestCase("__1__1___", 0, 2, "··██████·")]
    public void Timeline_follows_for_and_keep_firing_for(string values, int duration, int keep, string line)
    {
        var start = new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
        ResultPoint[] points = [.. values.Select((c, i) => (c, i)).Where(static each => each.c == '1').Select(each => new ResultPoint(start.AddMinutes(each.i), 1))];
        var timeline = AlertTimeline.Compute(
            [new ResultSeries(System.Collections.Immutable.ImmutableSortedDictionary<string, string>.Empty, [.. points], false)],
            start, values.Length, TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(duration), TimeSpan.FromMinutes(keep));

        Assert.That(timeline.Line(values.Length), Is.EqualTo(line));
        Assert.That(timeline.Firings, Has.Length.EqualTo(line.Contains('█', StringComparison.Ordinal) ? 1 : 0));
    }
}
