using PromRuleLint.Evaluation;
using PromRuleLint.PromQL;
using PromRuleLint.PromQL.Syntax;

namespace PromRuleLint.HeartbeatNumbers;

/// <summary>The heartbeat's expressions, evaluated by this project's engine over simulated writers and scrapes. Each run is the same: the random numbers have a seed.</summary>
internal static class Simulation
{
    private const long Scrape = 15_000;
    private const long FreshFor = 120_000;
    private const long Day = 24 * 60 * 60 * 1000L;

    private static readonly Labels Sequence = Labels.From(("__name__", "seq"));
    private static readonly Labels Timestamp = Labels.From(("__name__", "ts"));

    /// <summary>The share of evaluations in which <c>changes(seq[W])</c> is 0 though beats come at random, so many a minute.</summary>
    public static double ShareWithoutChange(double ratePerMinute, double windowInMinutes, int days)
    {
        var random = new Random(1);
        var series = new SeriesSet();
        double next = 0;
        long beats = 0;
        for (long time = 0; time <= days * Day; time += Scrape)
        {
            while (next <= time)
            {
                beats++;
                next += -Math.Log(1 - random.NextDouble()) / ratePerMinute * 60_000;
            }

            series.Append(Sequence, time, beats);
        }

        return Share(series, $"changes(seq[{windowInMinutes:0}m]) == bool 0", (long)(windowInMinutes * 60_000), days * Day).Ones;
    }

    /// <summary>The shares of evaluations in which the verdict is absent and 0, while a beat comes every 15 seconds and a share of the scrapes is lost.</summary>
    public static (double Absent, double Zero) ShareWithLostScrapes(double lost, int days)
    {
        var random = new Random(2);
        var series = new SeriesSet();
        for (long time = 0; time <= days * Day; time += Scrape)
        {
            // A scrape that fails ends the series with a stale mark.
            bool isLost = random.NextDouble() < lost;
            series.Append(Sequence, time, isLost ? StaleMark.Value : time / Scrape);
            series.Append(Timestamp, time, isLost ? StaleMark.Value : time / 1000);
        }

        (double ones, double present) = Share(series, "(changes(seq[6m]) > bool 0) * ((time() - ts) <= bool 120)", 360_000, days * Day);
        return (1 - present, present - ones);
    }

    /// <summary>The share of evaluations in which the timestamp is fresh where beats come so many seconds apart; scrapes and evaluations have no fixed place to them.</summary>
    public static double ShareFresh(int everySeconds, int days)
    {
        var random = new Random(3);
        double sum = 0;
        const int Places = 20;
        for (int place = 0; place < Places; place++)
        {
            long offset = random.Next((int)Scrape);
            long phase = random.Next(everySeconds * 1000);
            var series = new SeriesSet();
            for (long time = 0; time <= days * Day; time += Scrape)
            {
                long written = time - ((time + phase) % (everySeconds * 1000L));
                series.Append(Timestamp, time, written / 1000.0);
            }

            sum += Share(series, "(time() - ts) <= bool 120", (everySeconds * 1000L) + offset, days * Day).Ones;
        }

        return sum / Places;
    }

    /// <summary>The same by formula: the age is that of the last beat at the last scrape, up to D, and the time since that scrape, up to S.</summary>
    public static double FreshByFormula(int everySeconds)
    {
        double every = everySeconds * 1000.0;
        double fresh = 0;
        const int Parts = 1000;
        for (int i = 0; i < Parts; i++)
        {
            double sinceScrape = Scrape * (i + 0.5) / Parts;
            fresh += Math.Min(1, (FreshFor - sinceScrape) / every) / Parts;
        }

        return fresh;
    }

    private static (double Ones, double Present) Share(SeriesSet series, string expression, long start, long end)
    {
        Expr root = PromQLParser.Parse(expression).Root!;
        var evaluator = new Evaluator(series);
        long present = 0;
        long ones = 0;
        long all = 0;

        // In parts, for the engine bounds how many samples it holds at once.
        for (long part = start; part <= end; part += Day)
        {
            long last = Math.Min(end, part + Day - Scrape);
            all += ((last - part) / Scrape) + 1;
            foreach (MatrixSeries result in evaluator.Range(root, part, last, Scrape).Matrix)
            {
                foreach (Sample sample in result.Samples)
                {
                    present++;
                    ones += sample.Value == 1 ? 1 : 0;
                }
            }
        }

        return ((double)ones / all, (double)present / all);
    }
}
