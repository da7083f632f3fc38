using System.Collections.Frozen;
using PromRuleLint.PromQL.Syntax;
using PromRuleLint.Regex;
using MatchType = PromRuleLint.PromQL.Syntax.MatchType;
using PromRuleLint.PromQL;

namespace PromRuleLint.Evaluation;

/// <summary><c>info</c>: adds labels of info series such as <c>target_info</c> to series of the same instance and job.</summary>
internal static class InfoFunction
{
    private const string TargetInfo = "target_info";

    // What an info metric is where matchers only say what it is not.
    private static readonly SeriesMatcher InfoMetric = new(Labels.MetricNameLabel, MatchType.Regexp, ".+_info", Re2Pattern.Parse(".+_info"));
    private static readonly FrozenSet<string> Identifying = TargetLabels.All.ToFrozenSet(StringComparer.Ordinal);

    public static List<Row> Evaluate(ExpressionEvaluator evaluator, Call call)
    {
        Expr operand = call.Arguments[0].WithoutParens();
        List<Row> rows = evaluator.Vector(operand);
        SeriesMatcher[] matchers = call.Arguments.Length > 1 ? SeriesMatcher.From((VectorSelector)call.Arguments[1].WithoutParens()) : [];
        SeriesMatcher[] byName = Array.FindAll(matchers, static matcher => matcher.Name == Labels.MetricNameLabel);
        if (byName.Length > 0 && !Array.Exists(byName, static matcher => matcher.Type is MatchType.Equal or MatchType.Regexp))
        {
            byName = [InfoMetric, .. byName];
        }

        SeriesMatcher[] byLabel = Array.FindAll(matchers, static matcher => matcher.Name != Labels.MetricNameLabel);
        SeriesMatcher[] ignored = call.Arguments.Length <= 1
            ? [SeriesMatcher.Equal(Labels.MetricNameLabel, TargetInfo)]
            : byName;
        var work = new Enrichment(evaluator, call, byLabel);
        foreach (Row row in rows)
        {
            bool isInfo = ignored.Length > 0 && Array.TrueForAll(ignored, matcher => matcher.Matches(row.Labels.MetricName));
            work.AddBase(row, isInfo);
        }

        byName = byName.Length == 0 ? [SeriesMatcher.Equal(Labels.MetricNameLabel, TargetInfo)] : byName;
        work.FindInfo([.. byName, .. byLabel], InfoTimes.Find(evaluator, operand));
        return work.Evaluate();
    }

    /// <summary>An info series at the steps: whether and when it was last seen.</summary>
    private sealed record Info(Labels Labels, Row Times);

    private sealed class Enrichment(ExpressionEvaluator evaluator, Call call, SeriesMatcher[] byLabel)
    {
        private readonly List<(Row Row, bool IsInfo)> _bases = [];
        private readonly Dictionary<Labels, List<Info>> _infos = [];
        private readonly HashSet<string> _wanted = new(byLabel.Select(static matcher => matcher.Name), StringComparer.Ordinal);
        private readonly bool _allMayBeEmpty = Array.TrueForAll(byLabel, static matcher => matcher.Matches(""));
        private readonly Dictionary<Labels, Row> _results = [];
        private readonly List<Row> _order = [];

        public void AddBase(Row row, bool isInfo) => _bases.Add((row, isInfo));

        public void FindInfo(SeriesMatcher[] matchers, ReferenceTimes times)
        {
            var instances = new HashSet<string>(_bases.Where(static item => !item.IsInfo).Select(static item => item.Row.Labels[TargetLabels.Instance]), StringComparer.Ordinal);
            var jobs = new HashSet<string>(_bases.Where(static item => !item.IsInfo).Select(static item => item.Row.Labels[TargetLabels.Job]), StringComparer.Ordinal);
            instances.Remove("");
            jobs.Remove("");
            if (instances.Count == 0 && jobs.Count == 0)
            {
                return;
            }

            List<Series> candidates = evaluator.Run.Series.Select(matchers).FindAll(series =>
                (instances.Count == 0 || instances.Contains(series.Labels[TargetLabels.Instance])) && (jobs.Count == 0 || jobs.Contains(series.Labels[TargetLabels.Job])));
            foreach (Series series in candidates)
            {
                if (TimesOf(series, times) is { } row)
                {
                    Labels key = series.Labels.Only(Identifying);
                    if (!_infos.TryGetValue(key, out List<Info>? list))
                    {
                        _infos.Add(key, list = []);
                    }

                    list.Add(new Info(series.Labels, row));
                }
            }
        }

        public List<Row> Evaluate()
        {
            for (int step = 0; step < evaluator.Steps.Count; step++)
            {
                foreach ((Row row, bool isInfo) in _bases)
                {
                    if (row.Has(step) && LabelsAt(row, isInfo, step) is { } labels)
                    {
                        Store(row, labels, step);
                    }
                }
            }

            return _order;
        }

        private Row? TimesOf(Series series, ReferenceTimes times)
        {
            Row? row = null;
            for (int step = 0; step < evaluator.Steps.Count; step++)
            {
                int index = series.FirstAfter(times[step]) - 1;
                if (index < 0 || Selectors.IsTooOld(evaluator.Run, series.TimeAt(index), times[step]))
                {
                    continue;
                }

                Sample sample = series[index];
                if (sample.Histogram is not null)
                {
                    throw QueryRun.Error(call, $"this should be an info metric, with float samples: {Messages.Show(series.Labels)}");
                }

                if (!sample.IsStale)
                {
                    evaluator.Run.Read(1);
                    (row ??= evaluator.NewRow(series.Labels)).Set(step, sample.Time);
                }
            }

            return row;
        }

        /// <summary>The labels of a series at a step, enriched; null where it is dropped for want of an info series.</summary>
        private Labels? LabelsAt(Row row, bool isInfo, int step)
        {
            if (isInfo)
            {
                return row.Labels;
            }

            List<Info> found = Newest(row.Labels.Only(Identifying), step);
            if (found.Count == 0)
            {
                return _allMayBeEmpty ? row.Labels : null;
            }

            var added = new LabelsBuilder(Labels.Empty);
            foreach (Info info in found)
            {
                AddFrom(info, row, added);
            }

            var all = new LabelsBuilder(row.Labels);
            foreach ((string name, string value) in added.ToLabels())
            {
                all.Set(name, value);
            }

            return all.ToLabels();
        }

        private void AddFrom(Info info, Row row, LabelsBuilder added)
        {
            foreach ((string name, string value) in info.Labels)
            {
                if (name == Labels.MetricNameLabel || (_wanted.Count > 0 && !_wanted.Contains(name)))
                {
                    continue;
                }

                if (added.Get(name) is { Length: > 0 } other && other != value)
                {
                    throw QueryRun.Error(call, $"conflicting label: {name}");
                }

                if (!row.Labels.Contains(name))
                {
                    added.Set(name, value);
                }
            }
        }

        /// <summary>Of each info metric the series whose sample is newest.</summary>
        private List<Info> Newest(Labels key, int step)
        {
            var newest = new List<Info>();
            foreach (Info info in _infos.GetValueOrDefault(key, []))
            {
                if (!info.Times.HasFloat(step))
                {
                    continue;
                }

                int at = newest.FindIndex(other => other.Labels.MetricName == info.Labels.MetricName);
                if (at < 0)
                {
                    newest.Add(info);
                }
                else if (newest[at].Times.Floats[step] == info.Times.Floats[step])
                {
                    long time = (long)info.Times.Floats[step];
                    throw QueryRun.Error(call, $"found duplicate series for info metric: existing {Messages.Show(newest[at].Labels)} @ {time}, new {Messages.Show(info.Labels)} @ {time}");
                }
                else if (newest[at].Times.Floats[step] < info.Times.Floats[step])
                {
                    newest[at] = info;
                }
            }

            return newest;
        }

        private void Store(Row row, Labels labels, int step)
        {
            if (!_results.TryGetValue(labels, out Row? result))
            {
                _results.Add(labels, result = evaluator.NewRow(labels, row.DropName));
                _order.Add(result);
            }

            if (result.Has(step))
            {
                throw QueryRun.Error(call, Messages.SameLabels);
            }

            result.CopyFrom(row, step);
        }
    }
}
