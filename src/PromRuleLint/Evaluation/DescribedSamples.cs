using PromRuleLint.PromQL;

namespace PromRuleLint.Evaluation;

/// <summary>The samples that a series description stands for, one after another, so that a long repetition needs no memory.</summary>
internal static class DescribedSamples
{
    public static IEnumerable<Sample> Expand(SeriesDescription description, long start, long interval, SeriesDescription? startTimes)
    {
        if (startTimes is null)
        {
            foreach (Sample sample in Expand(description, start, interval))
            {
                yield return sample;
            }

            yield break;
        }

        long time = start;
        using IEnumerator<double?> starts = StartOffsets(startTimes).GetEnumerator();
        foreach ((double Value, FloatHistogram? Histogram)? value in Values(description))
        {
            double? offset = starts.MoveNext() ? starts.Current : null;
            if (value is { } present)
            {
                yield return new Sample(time, present.Value, present.Histogram)
                {
                    StartTime = offset is { } seconds ? time + (long)Math.Round(seconds * 1000) : 0,
                };
            }

            time += interval;
        }
    }

    // What is left out takes no time, however often it is.
    private static IEnumerable<Sample> Expand(SeriesDescription description, long start, long interval)
    {
        long time = start;
        foreach (SeriesItem item in description.Items)
        {
            if (item.Kind == SeriesItemKind.Omitted)
            {
                time += (long)Math.Min((double)item.Count * interval, long.MaxValue / 4);
            }
            else
            {
                foreach ((double value, FloatHistogram? histogram) in Values(item))
                {
                    yield return new Sample(time, value, histogram);
                    time += interval;
                }
            }

            if (time is < long.MinValue / 2 or > long.MaxValue / 2)
            {
                yield break;
            }
        }
    }

    /// <summary>The values in their order; null for those that are left out.</summary>
    public static IEnumerable<(double Value, FloatHistogram? Histogram)?> Values(SeriesDescription description)
    {
        foreach (SeriesItem item in description.Items)
        {
            foreach ((double Value, FloatHistogram? Histogram) value in Values(item))
            {
                yield return item.Kind == SeriesItemKind.Omitted ? null : value;
            }
        }
    }

    private static IEnumerable<(double Value, FloatHistogram? Histogram)> Values(SeriesItem item)
    {
        double value = item.Kind == SeriesItemKind.Stale ? StaleMark.Value : item.Value;
        FloatHistogram? histogram = item.Histogram is null ? null : HistogramLiteralReader.ToHistogram(item.Histogram);
        FloatHistogram? step = item.HistogramStep is null ? null : HistogramLiteralReader.ToHistogram(item.HistogramStep);
        for (long i = 0; i < item.Count; i++)
        {
            if (i > 0 && step is not null)
            {
                histogram = item.IsHistogramStepNegative
                    ? HistogramArithmetic.Subtract(histogram!, step).Result
                    : HistogramArithmetic.Add(histogram!, step).Result;
            }

            yield return (histogram?.Sum ?? value, histogram);
            value = item.Kind == SeriesItemKind.Number ? value + item.Step : value;
        }
    }

    private static IEnumerable<double?> StartOffsets(SeriesDescription? description)
    {
        foreach ((double Value, FloatHistogram? Histogram)? value in description is null ? [] : Values(description))
        {
            yield return value?.Value;
        }
    }
}
