namespace PromRuleLint.Evaluation.GoMath;

/// <summary>Powers by repeated squaring of the fraction.</summary>
internal static class Powers
{
    public static double Pow(double x, double y)
    {
        if (PowSpecial(x, y) is { } special)
        {
            return special;
        }

        double whole = Math.Truncate(Math.Abs(y));
        double fraction = Math.Abs(y) - whole;
        if (fraction != 0 && x < 0)
        {
            return double.NaN;
        }

        if (whole >= 9.223372036854775808e18)
        {
            return x == -1 ? 1 : (Math.Abs(x) < 1) == (y > 0) ? 0 : double.PositiveInfinity;
        }

        double a = 1;
        int exponent = 0;
        if (fraction != 0)
        {
            if (fraction > 0.5)
            {
                fraction--;
                whole++;
            }

            a = Exponentials.Exp(fraction * Logarithms.Log(x));
        }

        (double x1, int xe) = FloatParts.Frexp(x);
        for (long i = (long)whole; i != 0; i >>= 1)
        {
            if (xe is < -(1 << 12) or > 1 << 12)
            {
                exponent += xe;
                break;
            }

            if ((i & 1) == 1)
            {
                a *= x1;
                exponent += xe;
            }

            x1 *= x1;
            xe <<= 1;
            if (x1 < .5)
            {
                x1 += x1;
                xe--;
            }
        }

        return y < 0 ? Math.ScaleB(1 / a, -exponent) : Math.ScaleB(a, exponent);
    }

    private static double? PowSpecial(double x, double y)
    {
        if (y == 0 || x == 1)
        {
            return 1;
        }

        if (y == 1 || double.IsNaN(x) || double.IsNaN(y))
        {
            return y == 1 ? x : double.NaN;
        }

        if (x == 0)
        {
            bool signed = double.IsNegative(x) && IsOdd(y);
            return y < 0 ? (signed ? double.NegativeInfinity : double.PositiveInfinity) : signed ? x : 0;
        }

        if (double.IsInfinity(y))
        {
            return x == -1 ? 1 : (Math.Abs(x) < 1) == (y > 0) ? 0 : double.PositiveInfinity;
        }

        if (double.IsInfinity(x))
        {
            double size = y < 0 ? 0 : double.PositiveInfinity;
            return x < 0 && IsOdd(y) ? -size : size;
        }

        return y == 0.5 ? Math.Sqrt(x) : y == -0.5 ? 1 / Math.Sqrt(x) : null;
    }

    private static bool IsOdd(double y) => Math.Abs(y) < 1L << 53 && Math.Truncate(y) == y && ((long)y & 1) == 1;
}
