using System.Collections.Immutable;
using PromRuleLint.PromQL.Syntax;

namespace PromRuleLint.Evaluation;

/// <summary>Makes results for callers of rows and ranges.</summary>
internal static class RangeResults
{
    /// <summary>Removes the names that were marked to go (delayed name removal).</summary>
    public static List<Row> WithoutDroppedNames(ExpressionEvaluator evaluator, List<Row> rows, Expr expr) => evaluator.Run.DelaysNameRemoval
        ? evaluator.MergeSameLabels(rows.ConvertAll(static row => row.DropName ? row.Relabel(row.Labels.WithoutMetadata(), dropName: false) : row), expr)
        : rows;

    public static ImmutableArray<MatrixSeries> FromRows(List<Row> rows, StepRange steps)
    {
        var result = new List<MatrixSeries>(rows.Count);
        foreach (Row row in rows)
        {
            var samples = ImmutableArray.CreateBuilder<Sample>();
            for (int step = 0; step < row.Steps; step++)
            {
                if (row.HistogramAt(step) is { } histogram)
                {
                    samples.Add(new Sample(steps[step], histogram.Sum, histogram));
                }
                else if (row.HasFloat(step))
                {
                    samples.Add(new Sample(steps[step], row.Floats[step]));
                }
            }

            if (samples.Count > 0)
            {
                result.Add(new MatrixSeries(row.Labels, samples.ToImmutable()));
            }
        }

        return Sorted(result);
    }

    /// <summary>The samples of a range vector; of an extended one with the values at its ends.</summary>
    public static ImmutableArray<MatrixSeries> FromRangeVector(ExpressionEvaluator evaluator, Expr expr)
    {
        RangeVector range = RangeVector.Evaluate(evaluator, expr.WithoutParens());
        var result = new List<MatrixSeries>();
        foreach ((Labels labels, bool dropName, SampleColumns columns) in range.Series)
        {
            RangeVector.WindowCursor cursor = range.Cursor(columns);
            RangeWindow window = cursor.At(0);
            evaluator.Run.Read(window.Count);
            if (window.Count > 0 && range.Extension != SelectorExtension.None && !window.Histograms.IsEmpty)
            {
                throw QueryRun.Error(expr, "anchored modifier is not supported with histograms");
            }

            List<Sample> samples = range.Extension == SelectorExtension.None ? All(window) : Extended(window, range.Extension == SelectorExtension.Smoothed);
            if (samples.Count > 0)
            {
                result.Add(new MatrixSeries(dropName && evaluator.Run.DelaysNameRemoval ? labels.WithoutMetadata() : labels, [.. samples]));
            }
        }

        return Sorted(result);
    }

    private static List<Sample> All(in RangeWindow window)
    {
        var samples = new List<Sample>(window.Count);
        for (int i = 0; i < window.Floats.Length; i++)
        {
            samples.Add(new Sample(window.FloatTimes[i], window.Floats[i]));
        }

        for (int i = 0; i < window.Histograms.Length; i++)
        {
            samples.Add(new Sample(window.HistogramTimes[i], window.Histograms[i].Sum, window.Histograms[i]));
        }

        samples.Sort(static (left, right) => left.Time.CompareTo(right.Time));
        return samples;
    }

    private static List<Sample> Extended(in RangeWindow window, bool smoothed)
    {
        if (window.Count == 0 || !ExtendedRates.FindEnds(window.FloatTimes, window, smoothed, out int first, out int last))
        {
            return [];
        }

        ReadOnlySpan<long> times = window.FloatTimes;
        ReadOnlySpan<double> values = window.Floats;
        double left = smoothed && times[first] < window.Start
            ? ExtendedRates.Between(window.Start, times[first], values[first], times[first + 1], values[first + 1], isCounter: false)
            : values[first];
        double right = smoothed && last > 0 && times[last] > window.End
            ? ExtendedRates.Between(window.End, times[last - 1], values[last - 1], times[last], values[last], isCounter: false)
            : values[last];
        first += times[first] <= window.Start ? 1 : 0;
        last -= times[last] >= window.End ? 1 : 0;
        var samples = new List<Sample> { new(window.Start, left) };
        for (int i = first; i <= last; i++)
        {
            samples.Add(new Sample(times[i], values[i]));
        }

        samples.Add(new Sample(window.End, right));
        return samples;
    }

    private static ImmutableArray<MatrixSeries> Sorted(List<MatrixSeries> series)
    {
        series.Sort(static (left, right) => Labels.Compare(left.Labels, right.Labels));
        return [.. series];
    }
}
