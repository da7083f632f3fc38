using PromRuleLint.PromQL.Syntax;

namespace PromRuleLint.Evaluation;

/// <summary><c>timestamp</c> and <c>start_timestamp</c>: of a selector the times of its samples, of all else that of the step or nothing.</summary>
internal static class TimestampFunctions
{
    public static List<Row> Timestamp(ExpressionEvaluator evaluator, Call call)
    {
        if (call.Arguments[0].WithoutParens() is VectorSelector selector)
        {
            return evaluator.Merge(MapSamples(evaluator, selector, static sample => sample.Time), call);
        }

        var rows = new List<Row>();
        foreach (Row row in evaluator.Vector(call.Arguments[0]))
        {
            Row times = evaluator.NewRow(evaluator.Unnamed(row.Labels), dropName: true);
            for (int step = 0; step < row.Steps; step++)
            {
                if (row.Has(step))
                {
                    times.Set(step, evaluator.Steps[step] / 1000.0);
                }
            }

            rows.Add(times);
        }

        return evaluator.Merge(rows, call);
    }

    public static List<Row> StartTimestamp(ExpressionEvaluator evaluator, Call call) =>
        evaluator.Run.Options.StartTimestamps && call.Arguments[0].WithoutParens() is VectorSelector selector
            ? evaluator.Merge(MapSamples(evaluator, selector, static sample => sample.StartTime), call)
            : [];

    private static List<Row> MapSamples(ExpressionEvaluator evaluator, VectorSelector selector, Func<Sample, long> time)
    {
        List<Row> rows = Selectors.Evaluate(
            evaluator, selector, evaluator.Run.Series.Select(selector), sample => new Sample(sample.Time, time(sample) / 1000.0));
        return rows.ConvertAll(row => row.Relabel(evaluator.Unnamed(row.Labels), dropName: true));
    }
}
