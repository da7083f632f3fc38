namespace PromRuleLint.PromQL;

/// <summary>The parts of a native histogram as a series description writes them; what is not written is 0 or empty.</summary>
internal sealed record HistogramLiteral
{
    public int Schema { get; init; }

    public double Sum { get; init; }

    public double Count { get; init; }

    public double ZeroCount { get; init; }

    public double ZeroThreshold { get; init; }

    public double[] Buckets { get; init; } = [];

    public int Offset { get; init; }

    public double[] NegativeBuckets { get; init; } = [];

    public int NegativeOffset { get; init; }

    public double[] CustomValues { get; init; } = [];

    /// <summary><c>unknown</c>, <c>reset</c>, <c>not_reset</c> or <c>gauge</c>; empty where there is none.</summary>
    public string CounterResetHint { get; init; } = "";
}
