namespace PromRuleLint.Evaluation;

/// <summary>What a range function makes of a window: a float, a histogram or nothing.</summary>
internal struct RangeResult
{
    public bool HasValue { get; private set; }

    public double Value { get; private set; }

    public FloatHistogram? Histogram { get; private set; }

    public static RangeResult None => default;

    public static RangeResult From(double value) => new() { HasValue = true, Value = value };

    public static RangeResult From(FloatHistogram histogram) => new() { HasValue = true, Histogram = histogram };
}
