using PromRuleLint.PromQL;

namespace PromRuleLint.Evaluation;

/// <summary>Histograms from their written parts, as <c>buildHistogramFromMap</c> of the reference's <c>promql/parser/parse.go</c>.</summary>
internal static class HistogramLiteralReader
{
    public static FloatHistogram ToHistogram(HistogramLiteral literal) => new()
    {
        Schema = literal.Schema,
        Sum = literal.Sum,
        Count = literal.Count,
        ZeroCount = literal.ZeroCount,
        ZeroThreshold = literal.ZeroThreshold,
        Positive = ToBuckets(literal.Buckets, literal.Offset),
        Negative = ToBuckets(literal.NegativeBuckets, literal.NegativeOffset),
        CustomBounds = [.. literal.CustomValues],
        CounterResetHint = literal.CounterResetHint switch
        {
            "reset" => CounterResetHint.Reset,
            "not_reset" => CounterResetHint.NotReset,
            "gauge" => CounterResetHint.Gauge,
            _ => CounterResetHint.Unknown,
        },
    };

    private static Buckets ToBuckets(double[] counts, int offset) => counts.Length == 0
        ? Buckets.None
        : new Buckets([.. Enumerable.Range(0, counts.Length).Select(i => unchecked(offset + i))], counts);
}
