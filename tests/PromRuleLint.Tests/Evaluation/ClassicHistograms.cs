using PromRuleLint.Evaluation;

namespace PromRuleLint.Tests.Evaluation;

/// <summary>Makes native histograms with custom buckets of classic ones, as <c>load_with_nhcb</c> of the reference's test scripts does.</summary>
internal static class ClassicHistograms
{
    public static void AddNativeHistograms(SeriesSet set, IEnumerable<(Labels Labels, Sample Sample)> samples)
    {
        var histograms = new SortedDictionary<(string Labels, long Time), Classic>();
        foreach ((Labels labels, Sample sample) in samples)
        {
            string suffix = Array.Find(["_bucket", "_sum", "_count"], suffix => labels.MetricName.EndsWith(suffix, StringComparison.Ordinal)) ?? "";
            if (suffix.Length == 0 || sample.Histogram is not null || sample.IsStale || (suffix == "_bucket" && !labels.Contains("le")))
            {
                continue;
            }

            Labels native = labels.With(Labels.MetricNameLabel, labels.MetricName[..^suffix.Length]).Without("le");
            if (!histograms.TryGetValue((native.ToString(), sample.Time), out Classic? classic))
            {
                histograms.Add((native.ToString(), sample.Time), classic = new Classic(native));
            }

            classic.Add(suffix, labels["le"], sample.Value);
        }

        foreach (((_, long time), Classic classic) in histograms)
        {
            if (classic.ToHistogram() is { } histogram)
            {
                set.Append(classic.Labels, time, histogram);
            }
        }
    }

    private sealed class Classic(Labels labels)
    {
        private readonly SortedDictionary<double, double> _cumulative = [];
        private double _sum;
        private double? _count;

        public Labels Labels { get; } = labels;

        public void Add(string suffix, string bound, double value)
        {
            switch (suffix)
            {
                case "_sum":
                    _sum = value;
                    break;
                case "_count":
                    _count = value;
                    break;
                default:
                    _cumulative[Number(bound)] = value;
                    break;
            }
        }

        public FloatHistogram? ToHistogram()
        {
            if (_cumulative.Count == 0)
            {
                return null;
            }

            double count = _count ?? _cumulative.Values.Last();
            _cumulative.TryAdd(double.PositiveInfinity, count);
            double[] cumulative = [.. _cumulative.Values];
            double[] counts = [.. cumulative.Select((value, i) => i == 0 ? value : value - cumulative[i - 1])];
            return new FloatHistogram
            {
                Schema = FloatHistogram.CustomBoundsSchema,
                Sum = _sum,
                Count = count,
                CustomBounds = [.. _cumulative.Keys.Where(double.IsFinite)],
                Positive = new Buckets([.. Enumerable.Range(0, counts.Length)], counts),
            };
        }

        private static double Number(string bound) => GoFloatSyntax.TryParse(bound, out double value) ? value : double.NaN;
    }
}
