using System.Collections.Immutable;
using System.Text;
using PromRuleLint.Operations.Http;

namespace PromRuleLint.Operations.Backtests;

/// <summary>When an alert would have fired over a range.</summary>
/// <param name="Start">The begin of the range.</param>
/// <param name="Step">The time from evaluation to evaluation.</param>
/// <param name="States">At each evaluation: 0 inactive, 1 pending, 2 firing, for any series.</param>
/// <param name="Firings">Each time in which a series fired.</param>
internal sealed record AlertTimeline(DateTimeOffset Start, TimeSpan Step, ImmutableArray<byte> States, ImmutableArray<Firing> Firings)
{
    /// <summary>How long it would have fired in all, for any series.</summary>
    public TimeSpan FiringTime => Step * States.Count(static state => state == 2);

    /// <summary>Computes the timeline from the values of the alert's expression.</summary>
    /// <param name="series">The series of its expression over the range.</param>
    /// <param name="start">The first evaluation.</param>
    /// <param name="count">How many evaluations there are.</param>
    /// <param name="step">The time from evaluation to evaluation.</param>
    /// <param name="duration">The alert's <c>for</c>.</param>
    /// <param name="keep">The alert's <c>keep_firing_for</c>.</param>
    public static AlertTimeline Compute(IEnumerable<ResultSeries> series, DateTimeOffset start, int count, TimeSpan step, TimeSpan duration, TimeSpan keep)
    {
        byte[] states = new byte[count];
        var firings = ImmutableArray.CreateBuilder<Firing>();
        foreach (ResultSeries each in series)
        {
            bool[] active = new bool[count];
            foreach (ResultPoint point in each.Points)
            {
                int at = (int)Math.Round((point.Time - start) / step);
                if (at >= 0 && at < count)
                {
                    active[at] = true;
                }
            }

            Follow((each with { Labels = each.Labels.Remove("__name__") }).ToString(), active, start, step, duration, keep, states, firings);
        }

        return new AlertTimeline(start, step, [.. states], [.. firings.OrderBy(static firing => firing.Start)]);
    }

    /// <summary>The states in a line: <c>·</c> inactive, <c>▒</c> pending, <c>█</c> firing; the worst of each part.</summary>
    public string Line(int width)
    {
        var line = new StringBuilder(width);
        for (int i = 0; i < width; i++)
        {
            int from = (int)((long)i * States.Length / width);
            int to = Math.Max(from + 1, (int)((long)(i + 1) * States.Length / width));
            byte worst = 0;
            for (int at = from; at < to && at < States.Length; at++)
            {
                worst = Math.Max(worst, States[at]);
            }

            line.Append(worst switch { 2 => '█', 1 => '▒', _ => '·' });
        }

        return line.ToString();
    }

    // Follows rules/alerting.go: active from the first evaluation that returns the series, firing once it is active for long enough.
    private static void Follow(string labels, bool[] active, DateTimeOffset start, TimeSpan step, TimeSpan duration, TimeSpan keep, byte[] states, ImmutableArray<Firing>.Builder firings)
    {
        int since = -1;
        int fires = -1;
        int last = -1;
        for (int i = 0; i <= active.Length; i++)
        {
            bool isActive = i < active.Length && active[i];
            if (isActive)
            {
                since = since < 0 ? i : since;
                last = i;
                fires = fires < 0 && step * (i - since) >= duration ? i : fires;
            }
            else if (fires < 0 || i == active.Length || step * (i - last) > keep)
            {
                if (fires >= 0)
                {
                    firings.Add(new Firing(labels, start + (step * fires), start + (step * Math.Min(i, active.Length - 1))));
                }

                since = fires = -1;
            }

            if (i < active.Length)
            {
                states[i] = Math.Max(states[i], fires >= 0 ? (byte)2 : since >= 0 ? (byte)1 : (byte)0);
            }
        }
    }
}
