using PromRuleLint.Operations.Heartbeats;

namespace PromRuleLint.Tool.Tests.Operations.Heartbeats;

public sealed class HeartbeatCadenceTests
{
    private static readonly HeartbeatCadence Cadence = new(TimeSpan.FromSeconds(120), TimeSpan.FromSeconds(15));

    [TestCase(15)]
    [TestCase(105)]
    public void Cadence_that_keeps_the_bound_is_not_spoken_of(int seconds) => Assert.That(Cadence.Warning(TimeSpan.FromSeconds(seconds), isMeasured: false), Is.Null);

    [Test]
    public void Cadence_above_the_bound_is_told_with_its_share_and_a_schedule()
    {
        Assert.That(
            Cadence.Warning(TimeSpan.FromMinutes(5), isMeasured: false),
            Is.EqualTo("a heartbeat every 5m: against T = 2m the timestamp is fresh at most 40 % of the time; write at least every 1m45s:\n* * * * * promrulelint heartbeat --once"));
        Assert.That(Cadence.Warning(TimeSpan.FromSeconds(110), isMeasured: true), Does.StartWith("the last heartbeat was 1m50s ago: against T = 2m the timestamp is at times older by the 15s between two scrapes"));
    }

    [TestCase(30, null)]
    [TestCase(120, "* * * * * promrulelint heartbeat --once")]
    [TestCase(500, "*/6 * * * * promrulelint heartbeat --once")]
    public void Crontab_line_leaves_no_longer_pause_at_the_full_hour(int freshness, string? line) =>
        Assert.That(new HeartbeatCadence(TimeSpan.FromSeconds(freshness), TimeSpan.FromSeconds(15)).Schedule("cron"), Is.EqualTo(line));

    [Test]
    public void Timer_writes_at_least_once_a_scrape() => Assert.That(Cadence.Schedule("systemd"), Does.Contain("OnUnitActiveSec=15s").And.Contain("ExecStart=promrulelint heartbeat --once"));
}
