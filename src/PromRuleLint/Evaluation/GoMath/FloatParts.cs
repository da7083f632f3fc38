namespace PromRuleLint.Evaluation.GoMath;

/// <summary>The parts of a number, and the natural logarithm of 2 in two parts.</summary>
internal static class FloatParts
{
    public const double Ln2 = 0.693147180559945309417232121458176568;
    public const double Ln2High = 6.93147180369123816490e-01;
    public const double Ln2Low = 1.90821492927058770002e-10;

    /// <summary>A number as a fraction from 0.5 below 1 and a power of two.</summary>
    public static (double Fraction, int Exponent) Frexp(double x)
    {
        if (x == 0 || double.IsNaN(x) || double.IsInfinity(x))
        {
            return (x, 0);
        }

        int exponent = 0;
        if (Math.Abs(x) < 2.2250738585072014e-308)
        {
            x *= 1L << 52;
            exponent = -52;
        }

        ulong bits = BitConverter.DoubleToUInt64Bits(x);
        exponent += (int)((bits >> 52) & 0x7FF) - 1022;
        bits = (bits & ~(0x7FFUL << 52)) | (1022UL << 52);
        return (BitConverter.UInt64BitsToDouble(bits), exponent);
    }
}
