namespace PromRuleLint.Evaluation;

/// <summary>The value that ends a series: a NaN of its own, as in the reference's <c>model/value</c>.</summary>
public static class StaleMark
{
    private const long Bits = 0x7ff0000000000002;

    /// <summary>The stale mark.</summary>
    public static double Value => BitConverter.Int64BitsToDouble(Bits);

    /// <summary>Whether a value is the stale mark; no other NaN is.</summary>
    public static bool Is(double value) => BitConverter.DoubleToInt64Bits(value) == Bits;
}
