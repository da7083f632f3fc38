using System.Collections.Immutable;
using System.Globalization;
using PromRuleLint.PromQL;

namespace PromRuleLint.Gates;

/// <summary>Judges conditions on values that were seen. GO only where everything that was asked for was seen to hold.</summary>
internal static class GateEvaluation
{
    /// <summary>Judges a condition on an expression.</summary>
    public static GateConditionResult Evaluate(GateCondition condition, GateData data)
    {
        if (data.Obstacle is { } obstacle)
        {
            return new GateConditionResult(condition, GateVerdict.Hold, obstacle);
        }

        ImmutableArray<GateSeries> series = [.. data.Series.Where(static each => each.Values.Any(static value => value is not null))];
        if (series.IsEmpty)
        {
            return new GateConditionResult(condition, GateVerdict.Hold, "no data");
        }

        return condition.Series switch
        {
            GateSeriesChoice.One => series.Length == 1
                ? EvaluateSeries(condition, series[0])
                : new GateConditionResult(condition, GateVerdict.Hold, $"{series.Length} series where one is expected, such as {series[0].Name} and {series[1].Name}; select one, or say which count (series: all, any, max or min)"),
            GateSeriesChoice.All => Best(series, worst: true),
            GateSeriesChoice.Any => Best(series, worst: false),
            GateSeriesChoice.Max => EvaluateSeries(condition, Reduce("highest", series, static (a, b) => Math.Max(a, b))),
            _ => EvaluateSeries(condition, Reduce("lowest", series, static (a, b) => Math.Min(a, b))),
        };

        GateConditionResult Best(ImmutableArray<GateSeries> all, bool worst)
        {
            GateConditionResult[] results = [.. all.Select(each => EvaluateSeries(condition, each))];
            int at = 0;
            for (int i = 1; i < results.Length; i++)
            {
                if (worst ? results[i].Verdict > results[at].Verdict : results[i].Verdict < results[at].Verdict)
                {
                    at = i;
                }
            }

            return results[at] with { Reason = $"{all[at].Name}: {results[at].Reason}", IsWarning = results.Any(static each => each.IsWarning) };
        }
    }

    /// <summary>Judges a condition of which some of several others must hold.</summary>
    public static GateConditionResult EvaluateQuorum(GateCondition condition, IReadOnlyList<GateConditionResult> of)
    {
        int go = of.Count(static each => each.Verdict == GateVerdict.Go);
        int hold = of.Count(static each => each.Verdict == GateVerdict.Hold);
        string others = string.Join("; ", of.Where(static each => each.Verdict != GateVerdict.Go).Select(static each => $"{each.Condition.Name} {each.Verdict.Word()}: {each.Reason}"));
        return new GateConditionResult(
            condition,
            go >= condition.Quorum ? GateVerdict.Go : go + hold >= condition.Quorum ? GateVerdict.Hold : GateVerdict.NoGo,
            $"{go} of {of.Count} hold, {condition.Quorum} are needed{(others.Length == 0 ? "" : $" ({others})")}")
        {
            Value = go,
            IsWarning = go < of.Count,
        };
    }

    /// <summary>Judges a condition of which some of several others must hold at each tick of a time; which ones may change from tick to tick.</summary>
    /// <param name="condition">The condition.</param>
    /// <param name="of">The others, on single values, with what was seen of each.</param>
    public static GateConditionResult EvaluateQuorumByTick(GateCondition condition, IReadOnlyList<(GateCondition Condition, GateData Data)> of)
    {
        GateConditionResult? worst = null;
        int ticks = condition.JudgedTicks;
        for (int ago = 0; ago < ticks; ago++)
        {
            GateConditionResult result = EvaluateQuorum(condition, [.. of.Select(each => Evaluate(each.Condition, At(each.Data, ago)))]);
            if (worst is null || result.Verdict > worst.Verdict)
            {
                worst = ago == 0 ? result : result with { Reason = $"{Text(condition.Tick * ago)} ago {result.Reason}" };
            }
        }

        return worst!.Verdict == GateVerdict.Go ? worst with { Reason = $"at least {condition.Quorum} of {of.Count} hold at each of {ticks} ticks" } : worst;
    }

    private static GateData At(GateData data, int ago) =>
        data with { Series = [.. data.Series.Select(series => series with { Values = ago < series.Values.Length ? [series.Values[^(ago + 1)]] : [] })] };

    private static GateSeries Reduce(string name, ImmutableArray<GateSeries> series, Func<double, double, double> choose)
    {
        var values = new double?[series.Max(static each => each.Values.Length)];
        foreach (GateSeries each in series)
        {
            for (int i = 0; i < each.Values.Length; i++)
            {
                // Math.Max and Math.Min give NaN where one is NaN.
                values[i] = each.Values[i] is not { } value ? values[i] : values[i] is { } other ? choose(other, value) : value;
            }
        }

        return new GateSeries($"the {name} of {series.Length} series", [.. values]);
    }

    private static GateConditionResult EvaluateSeries(GateCondition condition, GateSeries series)
    {
        int judged = Math.Min(condition.JudgedTicks, series.Values.Length);
        ReadOnlySpan<double?> values = series.Values.AsSpan()[^judged..];
        GateConditionResult result = condition.Share is not null ? JudgeShare(condition, values) : condition.Statistic != GateStatistic.Each ? JudgeStatistic(condition, values) : JudgeEach(condition, values);
        if (condition.Rises is { } rises)
        {
            result = Worse(result, JudgeRises(condition, rises, values));
        }

        int count = Count(values);
        if (count < condition.Samples)
        {
            result = Worse(result, new GateConditionResult(condition, GateVerdict.Hold, $"{count} samples, {condition.Samples} are needed"));
        }

        return condition.CoolDown is { } pause && result.Verdict == GateVerdict.Go ? CoolDown(condition, pause, series.Values.AsSpan()[..^judged], result) : result;
    }

    private static GateConditionResult JudgeEach(GateCondition condition, ReadOnlySpan<double?> values)
    {
        int missing = values.Length - Count(values);
        double? last = values[^1];
        if (condition.Bound is { } bound)
        {
            for (int i = values.Length - 1; i >= 0; i--)
            {
                if (values[i] is { } value && !double.IsNaN(value) && !bound.Holds(value))
                {
                    string ago = i == values.Length - 1 ? "now" : $"{Text(condition.Tick * (values.Length - 1 - i))} ago";
                    return new GateConditionResult(condition, GateVerdict.NoGo, $"{Text(value)} {ago}, {bound} is asked for") { Value = value };
                }
            }
        }

        if (Undecided(condition, values, missing) is { } hold)
        {
            return hold with { Value = last };
        }

        string ticks = values.Length == 1 ? "" : $" at {values.Length} ticks in a row";
        return Warned(condition, new GateConditionResult(condition, GateVerdict.Go, condition.Bound is null ? $"{Text(last!.Value)}" : $"{Text(last!.Value)}{ticks}") { Value = last }, values);
    }

    private static GateConditionResult JudgeShare(GateCondition condition, ReadOnlySpan<double?> values)
    {
        int held = 0;
        int unknown = 0;
        foreach (double? value in values)
        {
            unknown += value is not { } number || double.IsNaN(number) ? 1 : 0;
            held += value is { } known && condition.Bound!.Holds(known) ? 1 : 0;
        }

        double share = (double)held / values.Length;
        double atBest = (double)(held + unknown) / values.Length;
        GateVerdict verdict = share >= condition.Share ? GateVerdict.Go : atBest >= condition.Share ? GateVerdict.Hold : GateVerdict.NoGo;
        string missing = unknown == 0 ? "" : $", {unknown} of {values.Length} ticks are without a number";
        return Warned(condition, new GateConditionResult(condition, verdict, $"{condition.Bound} at {Percent(share)} of the ticks, {Percent(condition.Share!.Value)} is asked for{missing}") { Value = share }, values);
    }

    private static GateConditionResult JudgeStatistic(GateCondition condition, ReadOnlySpan<double?> values)
    {
        if (Undecided(condition, values, values.Length - Count(values)) is { } hold)
        {
            return hold;
        }

        double result = condition.Statistic == GateStatistic.Max ? double.NegativeInfinity : condition.Statistic == GateStatistic.Min ? double.PositiveInfinity : 0;
        foreach (double? value in values)
        {
            double number = value!.Value;
            result = condition.Statistic switch
            {
                GateStatistic.Max => Math.Max(result, number),
                GateStatistic.Min => Math.Min(result, number),
                _ => result + (number / values.Length),
            };
        }

        string what = condition.Statistic switch { GateStatistic.Max => "highest", GateStatistic.Min => "lowest", _ => "mean" };
        bool holds = condition.Bound!.Holds(result);
        return Warned(condition, new GateConditionResult(condition, holds ? GateVerdict.Go : GateVerdict.NoGo, $"{what} {Text(result)}{(holds ? "" : $", {condition.Bound} is asked for")}") { Value = result }, [result]);
    }

    private static GateConditionResult JudgeRises(GateCondition condition, int allowed, ReadOnlySpan<double?> values)
    {
        int rises = 0;
        double highest = 0;
        for (int i = 1; i < values.Length; i++)
        {
            if (values[i] is { } value && values[i - 1] is { } before && value - before > condition.RiseAbove)
            {
                rises++;
                highest = Math.Max(highest, value - before);
            }
        }

        if (rises > allowed)
        {
            return new GateConditionResult(condition, GateVerdict.NoGo, $"{rises} rises, the largest by {Text(highest)}, {allowed} are allowed") { Value = values[^1] };
        }

        return values.Length < 2
            ? new GateConditionResult(condition, GateVerdict.Hold, "one value does not show whether it rises")
            : Undecided(condition, values, values.Length - Count(values)) ?? new GateConditionResult(condition, GateVerdict.Go, $"{rises} rises") { Value = values[^1] };
    }

    private static GateConditionResult CoolDown(GateCondition condition, TimeSpan pause, ReadOnlySpan<double?> before, GateConditionResult result)
    {
        for (int i = before.Length - 1; i >= 0; i--)
        {
            if (before[i] is not { } value || double.IsNaN(value) || !condition.Bound!.Holds(value))
            {
                return result with { Verdict = GateVerdict.Hold, Reason = $"{result.Reason}; it was not so within the last {Text(pause)}, wait" };
            }
        }

        return result;
    }

    /// <summary>HOLD where a value is missing or no number; null where all are there.</summary>
    private static GateConditionResult? Undecided(GateCondition condition, ReadOnlySpan<double?> values, int missing)
    {
        if (missing > 0)
        {
            return new GateConditionResult(condition, GateVerdict.Hold, values.Length == 1 ? "no data now" : $"no data at {missing} of {values.Length} ticks");
        }

        foreach (double? value in values)
        {
            if (!double.IsFinite(value!.Value))
            {
                return new GateConditionResult(condition, GateVerdict.Hold, $"{Text(value.Value)} is no number to judge") { Value = value };
            }
        }

        return null;
    }

    private static GateConditionResult Warned(GateCondition condition, GateConditionResult result, ReadOnlySpan<double?> values)
    {
        if (result.Verdict != GateVerdict.Go || condition.Warn is not { } warn)
        {
            return result;
        }

        foreach (double? value in values)
        {
            if (value is { } number && !warn.Holds(number))
            {
                return result with { IsWarning = true, Reason = $"{result.Reason}; {warn} would be well" };
            }
        }

        return result;
    }

    private static GateConditionResult Worse(GateConditionResult a, GateConditionResult b) => b.Verdict > a.Verdict ? b
        : b.Verdict == a.Verdict ? a with { Reason = $"{a.Reason}, {b.Reason}", IsWarning = a.IsWarning || b.IsWarning }
        : a;

    private static int Count(ReadOnlySpan<double?> values)
    {
        int count = 0;
        foreach (double? value in values)
        {
            count += value is null ? 0 : 1;
        }

        return count;
    }

    private static string Percent(double share) => (share * 100).ToString("0.###", CultureInfo.InvariantCulture) + " %";

    private static string Text(double value) => value.ToString("0.######", CultureInfo.InvariantCulture) switch
    {
        "0" or "-0" when value != 0 => value.ToString("R", CultureInfo.InvariantCulture),
        var text => text,
    };

    private static string Text(TimeSpan value) => PrometheusDuration.Format(value);
}
