using System.Globalization;
using PromRuleLint.PromQL;

namespace PromRuleLint.Operations.Heartbeats;

/// <summary>Whether beats come often enough for the bound on the age of their timestamp.</summary>
/// <param name="Freshness">T: how old the timestamp may be.</param>
/// <param name="ScrapeInterval">How often the file is scraped.</param>
internal sealed record HeartbeatCadence(TimeSpan Freshness, TimeSpan ScrapeInterval)
{
    /// <summary>The longest time between two beats with which no evaluation sees an old timestamp: what is seen is up to one scrape older.</summary>
    public TimeSpan Longest => Freshness > ScrapeInterval ? Freshness - ScrapeInterval : TimeSpan.Zero;

    /// <summary>Which share of the time the timestamp is fresh at best.</summary>
    public double FreshShare(TimeSpan every) => Math.Min(1, Freshness / every);

    /// <summary>What is wrong with a cadence and what to do; null where it keeps the bound.</summary>
    /// <param name="every">The time between two beats.</param>
    /// <param name="isMeasured">Whether it was measured from the last beat, not asked for.</param>
    public string? Warning(TimeSpan every, bool isMeasured)
    {
        if (every <= Longest)
        {
            return null;
        }

        string what = isMeasured ? $"the last heartbeat was {Text(every)} ago" : $"a heartbeat every {Text(every)}";
        string fact = every > Freshness
            ? $"is fresh at most {(FreshShare(every) * 100).ToString("0", CultureInfo.InvariantCulture)} % of the time"
            : $"is at times older by the {Text(ScrapeInterval)} between two scrapes";
        return $"{what}: against T = {Text(Freshness)} the timestamp {fact}; write at least every {Text(Longest)}:\n{Schedule("cron") ?? Schedule("systemd")}";
    }

    /// <summary>A crontab line or a systemd timer with its service that keeps the bound; null where cron's minute is too long.</summary>
    public string? Schedule(string kind)
    {
        if (kind == "cron")
        {
            int minutes = (int)Math.Min(59, Longest.TotalMinutes);
            return minutes < 1 ? null : $"{(minutes == 1 ? "*" : "*/" + LargestDivisor(minutes).ToString(CultureInfo.InvariantCulture))} * * * * promrulelint heartbeat --once";
        }

        TimeSpan every = TimeSpan.FromSeconds(Math.Max(1, Math.Min(Math.Floor(Longest.TotalSeconds), ScrapeInterval.TotalSeconds)));
        return string.Create(CultureInfo.InvariantCulture, $"""
            # /etc/systemd/system/promrulelint-heartbeat.timer
            [Timer]
            OnActiveSec=0
            OnUnitActiveSec={every.TotalSeconds:0}s
            AccuracySec=1s

            [Install]
            WantedBy=timers.target

            # /etc/systemd/system/promrulelint-heartbeat.service
            [Service]
            Type=oneshot
            ExecStart=promrulelint heartbeat --once
            """).ReplaceLineEndings("\n");
    }

    // Cron begins anew at each full hour: 7 would leave a pause of 4 minutes there, 6 leaves none.
    private static int LargestDivisor(int minutes)
    {
        while (60 % minutes != 0)
        {
            minutes--;
        }

        return minutes;
    }

    private static string Text(TimeSpan value) => PrometheusDuration.Format(value);
}
