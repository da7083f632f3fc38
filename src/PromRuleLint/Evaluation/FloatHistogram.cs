using System.Collections.Immutable;

namespace PromRuleLint.Evaluation;

/// <summary>A native histogram with float counts, exponential or with custom bounds; immutable. As the reference's <c>model/histogram</c>.</summary>
public sealed class FloatHistogram
{
    internal FloatHistogram()
    {
    }

    /// <summary>The schema: -4 to 8 for exponential buckets, -53 for custom bounds.</summary>
    public int Schema { get; internal init; }

    /// <summary>What is said of counter resets.</summary>
    public CounterResetHint CounterResetHint { get; internal init; }

    /// <summary>The count of observations.</summary>
    public double Count { get; internal init; }

    /// <summary>The sum of observations; the stale mark ends a series.</summary>
    public double Sum { get; internal init; }

    /// <summary>The upper bounds of custom buckets; empty of exponential ones.</summary>
    public ImmutableArray<double> CustomBounds { get; internal init; } = [];

    /// <summary>Reads the notation of series descriptions: <c>{{schema:1 sum:0.3 count:22 buckets:[5 10 7]}}</c>.</summary>
    /// <exception cref="FormatException">The text is not exactly one histogram.</exception>
    public static FloatHistogram Parse(string text) => throw new NotImplementedException();

    /// <summary>In the notation of series descriptions, as the reference's <c>TestExpression</c>.</summary>
    public override string ToString() => throw new NotImplementedException();
}
