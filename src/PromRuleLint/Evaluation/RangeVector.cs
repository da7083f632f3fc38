using PromRuleLint.PromQL.Syntax;
using PromRuleLint.Text;

namespace PromRuleLint.Evaluation;

/// <summary>A range vector: series with their samples, and which of them a window holds at each step.</summary>
internal sealed class RangeVector
{
    private readonly ExpressionEvaluator _evaluator;
    private readonly ReferenceTimes _times;
    private readonly long _lookBack;
    private readonly long _lookAhead;

    private RangeVector(ExpressionEvaluator evaluator, ReferenceTimes times, long milliseconds, SelectorExtension extension)
    {
        this._evaluator = evaluator;
        this._times = times;
        Milliseconds = milliseconds;
        Extension = extension;
        _lookBack = extension == SelectorExtension.None ? 0 : evaluator.Run.Lookback;
        _lookAhead = extension == SelectorExtension.Smoothed ? evaluator.Run.Lookback : 0;
    }

    /// <summary>How wide the range is.</summary>
    public long Milliseconds { get; }

    public SelectorExtension Extension { get; }

    /// <summary>Where annotations about the range point to.</summary>
    public TextRange Range { get; private init; }

    /// <summary>The matchers whose equalities <c>absent_over_time</c> makes labels of; null of a subquery.</summary>
    public VectorSelector? Selector { get; private init; }

    public List<(Labels Labels, bool DropName, SampleColumns Columns)> Series { get; } = [];

    public static RangeVector Evaluate(ExpressionEvaluator evaluator, Expr expr) => expr switch
    {
        MatrixSelector matrix => EvaluateSelector(evaluator, matrix),
        SubqueryExpr subquery => EvaluateSubquery(evaluator, subquery),
        _ => throw QueryRun.Error(expr, "the expression is no range vector"),
    };

    /// <summary>Moves a window over one series.</summary>
    public WindowCursor Cursor(SampleColumns columns) => new(this, columns);

    private static RangeVector EvaluateSelector(ExpressionEvaluator evaluator, MatrixSelector matrix)
    {
        QueryRun run = evaluator.Run;
        VectorSelector selector = matrix.Selector;
        long width = DurationEvaluation.Milliseconds(matrix.Window, run, mayBeNegative: false);
        var times = new ReferenceTimes(evaluator, selector.Offset, selector.At);
        var range = new RangeVector(evaluator, times, width, selector.Extension) { Range = matrix.Range, Selector = selector };
        bool statistics = run.StatisticsOnly.Contains(selector);
        foreach (Series series in run.Series.Select(selector))
        {
            bool reads = statistics && series.Columns.HistogramCount > 0 && evaluator.Steps.Count > 0;
            SampleColumns columns = reads ? Statistics.Reduce(series.Columns, times[0] - width - range._lookBack) : series.Columns;
            range.Series.Add((series.Labels, false, columns));
        }

        return range;
    }

    private static RangeVector EvaluateSubquery(ExpressionEvaluator evaluator, SubqueryExpr subquery)
    {
        QueryRun run = evaluator.Run;
        long width = DurationEvaluation.Milliseconds(subquery.Window, run, mayBeNegative: false);
        long interval = subquery.Step is { } step ? DurationEvaluation.Milliseconds(step, run, mayBeNegative: false) : 0;
        interval = interval > 0 ? interval : Math.Max(1, (long)run.Options.DefaultSubqueryStep.TotalMilliseconds);
        var times = new ReferenceTimes(evaluator, subquery.Offset, subquery.At);

        // A range needs no source of its own to point at; the reference points at the start.
        var range = new RangeVector(evaluator, times, width, SelectorExtension.None);
        if (evaluator.Steps.Count == 0)
        {
            return range;
        }

        long oldest = times[0] - width;
        long start = interval * (oldest / interval);
        start += start < oldest || (start == oldest && !run.HasClosedRanges) ? interval : 0;
        StepRange inner = StepRange.Create(start, times[evaluator.Steps.Count - 1], interval);
        foreach (Row row in new ExpressionEvaluator(run, inner).Vector(subquery.Inner))
        {
            range.Series.Add((row.Labels, row.DropName, ToColumns(row, inner)));
        }

        return range;
    }

    /// <summary>The values of a row as samples; what hints say of resets does not hold for samples picked out at steps.</summary>
    private static SampleColumns ToColumns(Row row, StepRange steps)
    {
        var columns = new SampleColumns();
        for (int step = 0; step < row.Steps; step++)
        {
            if (row.HistogramAt(step) is { } histogram)
            {
                columns.Add(steps[step], histogram.CounterResetHint == CounterResetHint.Gauge ? histogram : histogram.WithHint(CounterResetHint.Unknown));
            }
            else if (row.HasFloat(step))
            {
                columns.Add(steps[step], row.Floats[step]);
            }
        }

        return columns;
    }

    /// <summary>A window over the samples of a series that only moves forward.</summary>
    internal struct WindowCursor(RangeVector range, SampleColumns columns)
    {
        private Span _floats = Span.Before;
        private Span _histograms = Span.Before;

        public RangeWindow At(int step)
        {
            long end = range._times[step];
            long start = end - range.Milliseconds;
            long oldest = start - range._lookBack;
            bool closed = range._evaluator.Run.HasClosedRanges;
            if (range.Milliseconds + range._lookBack + range._lookAhead > 0)
            {
                _floats.Move(columns.FloatTimes, closed ? oldest - 1 : oldest, end + range._lookAhead);
                _histograms.Move(columns.HistogramTimes, closed ? oldest - 1 : oldest, end + range._lookAhead);
            }

            bool starts = range._evaluator.Run.Options.StartTimestamps;
            return new RangeWindow
            {
                FloatTimes = columns.FloatTimes[_floats.First.._floats.End],
                Floats = columns.Floats[_floats.First.._floats.End],
                FloatStarts = !starts || columns.FloatStarts.IsEmpty ? default : columns.FloatStarts[_floats.First.._floats.End],
                HistogramTimes = columns.HistogramTimes[_histograms.First.._histograms.End],
                Histograms = columns.Histograms[_histograms.First.._histograms.End],
                HistogramStarts = !starts || columns.HistogramStarts.IsEmpty ? default : columns.HistogramStarts[_histograms.First.._histograms.End],
                Start = start,
                End = end,
                Time = range._evaluator.Steps[step],
            };
        }

        private struct Span(int first, int end)
        {
            // Not moved yet.
            public static readonly Span Before = new(-1, 0);

            public int First { get; private set; } = first;

            public int End { get; private set; } = end;

            /// <summary>To the samples after <paramref name="oldest"/> up to <paramref name="newest"/>.</summary>
            public void Move(ReadOnlySpan<long> times, long oldest, long newest)
            {
                if (First < 0)
                {
                    First = FirstAfter(times, oldest);
                    End = First;
                }

                while (First < times.Length && times[First] <= oldest)
                {
                    First++;
                }

                End = Math.Max(End, First);
                while (End < times.Length && times[End] <= newest)
                {
                    End++;
                }
            }

            private static int FirstAfter(ReadOnlySpan<long> times, long time)
            {
                int at = times.BinarySearch(time);
                return at < 0 ? ~at : at + 1;
            }
        }
    }
}
