using System.Collections.Immutable;
using PromRuleLint.Evaluation;
using PromRuleLint.Rules;
using PromRuleLint.Testing;

namespace PromRuleLint.Operations.Gates;

/// <summary>What rules make of series: the series themselves, what is recorded from them, and the alerts.</summary>
internal static class RuledSeries
{
    /// <summary>Evaluates all groups of rule files as time goes by, each at its own interval.</summary>
    /// <param name="series">The series.</param>
    /// <param name="files">The rules.</param>
    /// <param name="interval">The interval of groups that set none.</param>
    /// <param name="until">The last time, in milliseconds.</param>
    /// <param name="cancellation">Ends the work early.</param>
    /// <exception cref="EvaluationException">A rule or a sample is refused.</exception>
    public static SeriesSet Compute(SeriesSet series, ImmutableArray<RuleFile> files, TimeSpan interval, long until, CancellationToken cancellation)
    {
        var storage = new TestStorage();
        var context = new RuleRunContext(storage, new EvaluationOptions { DefaultSubqueryStep = interval }, RuleTestOptions.Default, cancellation);
        RuleGroupRun[] groups = [.. files.SelectMany(static file => file.Groups).Select(group => new RuleGroupRun(group, context))];
        long[] every = [.. groups.Select(group => (long)(group.Group.Interval?.Value is { Ticks: > 0 } own ? own : interval).TotalMilliseconds)];
        int[] loaded = new int[series.All.Count];
        long[] next = new long[groups.Length];
        for (long time = 0; time <= until; time = next.Length == 0 ? until + 1 : next.Min())
        {
            cancellation.ThrowIfCancellationRequested();
            Load(series, loaded, storage, time);
            for (int i = 0; i < groups.Length; i++)
            {
                if (next[i] == time)
                {
                    Evaluate(groups[i], time);
                    next[i] += every[i];
                }
            }
        }

        Load(series, loaded, storage, until);
        return storage.Series;
    }

    private static void Load(SeriesSet series, int[] loaded, TestStorage storage, long until)
    {
        for (int i = 0; i < loaded.Length; i++)
        {
            Series each = series.All[i];
            for (; loaded[i] < each.Count && each[loaded[i]].Time <= until; loaded[i]++)
            {
                if (storage.Append(each.Labels, each[loaded[i]]) is { } refused)
                {
                    throw new EvaluationException($"{each.Labels}: {refused}", default);
                }
            }
        }
    }

    private static void Evaluate(RuleGroupRun group, long time)
    {
        group.Evaluate(time);
        if (group.Rules.FirstOrDefault(static rule => rule.Error is not null) is { } failed)
        {
            throw new EvaluationException($"{failed.Name}: {failed.Error}", default);
        }
    }
}
