namespace PromRuleLint.Evaluation;

/// <summary>What is done to each value of a vector by itself.</summary>
internal static class RowFunctions
{
    /// <summary>Applies a function to floats and one to histograms; what has none is dropped. The names go.</summary>
    public static List<Row> Map(
        ExpressionEvaluator evaluator, List<Row> rows, Func<double, double>? ofFloat, Func<FloatHistogram, FloatHistogram>? ofHistogram)
    {
        var result = new List<Row>(rows.Count);
        foreach (Row row in rows)
        {
            Row mapped = evaluator.NewRow(evaluator.Unnamed(row.Labels), dropName: true);
            bool any = false;
            for (int step = 0; step < row.Steps; step++)
            {
                if (row.HistogramAt(step) is { } histogram)
                {
                    if (ofHistogram is not null)
                    {
                        mapped.Set(step, ofHistogram(histogram));
                        any = true;
                    }
                }
                else if (ofFloat is not null && row.HasFloat(step))
                {
                    mapped.Set(step, ofFloat(row.Floats[step]));
                    any = true;
                }
            }

            if (any)
            {
                result.Add(mapped);
            }
        }

        return result;
    }

    /// <summary>Applies a function of the value and the step to floats; histograms are dropped. The names go.</summary>
    public static List<Row> MapFloats(ExpressionEvaluator evaluator, List<Row> rows, Func<double, int, double> function)
    {
        var result = new List<Row>(rows.Count);
        foreach (Row row in rows)
        {
            Row mapped = evaluator.NewRow(evaluator.Unnamed(row.Labels), dropName: true);
            bool any = false;
            for (int step = 0; step < row.Steps; step++)
            {
                if (row.HasFloat(step) && row.HistogramAt(step) is null)
                {
                    mapped.Set(step, function(row.Floats[step], step));
                    any = true;
                }
            }

            if (any)
            {
                result.Add(mapped);
            }
        }

        return result;
    }

    /// <summary>A number of each histogram; floats are dropped. Only the metric name goes, as in the reference.</summary>
    public static List<Row> MapHistograms(ExpressionEvaluator evaluator, List<Row> rows, Func<FloatHistogram, double> function)
    {
        var result = new List<Row>(rows.Count);
        foreach (Row row in rows)
        {
            if (row.Histograms is null)
            {
                continue;
            }

            Labels labels = evaluator.Run.DelaysNameRemoval ? row.Labels : row.Labels.Without(Labels.MetricNameLabel);
            Row mapped = evaluator.NewRow(labels, dropName: true);
            for (int step = 0; step < row.Steps; step++)
            {
                if (row.HistogramAt(step) is { } histogram)
                {
                    mapped.Set(step, function(histogram));
                }
            }

            result.Add(mapped);
        }

        return result;
    }
}
