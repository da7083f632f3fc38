using System.Globalization;
using PromRuleLint.Evaluation;
using PromRuleLint.Templates.Execution;

namespace PromRuleLint.Testing;

/// <summary>The series of a test: what it loads and what its rules record. Appends by the rules of the reference's head block.</summary>
internal sealed class TestStorage
{
    /// <summary>The series.</summary>
    public SeriesSet Series { get; } = new();

    /// <summary>Appends a sample; the same one twice is taken once.</summary>
    /// <returns>Null, or why the sample is refused, in the reference's words.</returns>
    public string? Append(Labels labels, Sample sample)
    {
        if (sample.Histogram is { } histogram && HistogramValidation.FaultOf(histogram) is { } fault)
        {
            return fault;
        }

        Series series = Series.GetOrAdd(labels);
        if (series.Count > 0 && series[series.Count - 1] is var last && last.Time >= sample.Time)
        {
            if (last.Time > sample.Time)
            {
                return "out of order sample";
            }

            bool isSame = last.Histogram is null
                ? sample.Histogram is null && BitConverter.DoubleToInt64Bits(last.Value) == BitConverter.DoubleToInt64Bits(sample.Value)
                : sample.Histogram is not null && last.Histogram.ToString() == sample.Histogram.ToString();
            return isSame ? null
                : last.Histogram is null && sample.Histogram is null
                    ? string.Create(CultureInfo.InvariantCulture, $"duplicate sample for timestamp {sample.Time}; overrides not allowed: existing {GoFloat.Format(last.Value, 'g', -1)}, new value {GoFloat.Format(sample.Value, 'g', -1)}")
                    : "duplicate sample for timestamp";
        }

        Series.Append(labels, sample);
        return null;
    }
}
