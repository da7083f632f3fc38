namespace PromRuleLint.Evaluation.GoMath;

/// <summary>The larger and the smaller of two numbers, as Go has them for infinities and NaN.</summary>
internal static class Extremes
{
    /// <summary>The larger; positive infinity even beside a NaN.</summary>
    public static double Max(double x, double y) => double.IsPositiveInfinity(x) || double.IsPositiveInfinity(y) ? double.PositiveInfinity : Math.Max(x, y);

    /// <summary>The smaller; negative infinity even beside a NaN.</summary>
    public static double Min(double x, double y) => double.IsNegativeInfinity(x) || double.IsNegativeInfinity(y) ? double.NegativeInfinity : Math.Min(x, y);
}
