namespace PromRuleLint.Evaluation.GoMath;

/// <summary>Sine, cosine and tangent by Cephes.</summary>
internal static class Trigonometry
{
    public static double Sin(double x)
    {
        if (x == 0 || double.IsNaN(x) || double.IsInfinity(x))
        {
            return double.IsInfinity(x) ? double.NaN : x;
        }

        bool negative = x < 0;
        (ulong octant, double z) = AngleReduction.Reduce(Math.Abs(x));
        if (octant > 3)
        {
            negative = !negative;
            octant -= 4;
        }

        double y = octant is 1 or 2 ? CosSeries(z) : SinSeries(z);
        return negative ? -y : y;
    }

    public static double Cos(double x)
    {
        if (double.IsNaN(x) || double.IsInfinity(x))
        {
            return double.NaN;
        }

        bool negative = false;
        (ulong octant, double z) = AngleReduction.Reduce(Math.Abs(x));
        if (octant > 3)
        {
            octant -= 4;
            negative = true;
        }

        if (octant > 1)
        {
            negative = !negative;
        }

        double y = octant is 1 or 2 ? SinSeries(z) : CosSeries(z);
        return negative ? -y : y;
    }

    public static double Tan(double x)
    {
        if (x == 0 || double.IsNaN(x) || double.IsInfinity(x))
        {
            return double.IsInfinity(x) ? double.NaN : x;
        }

        (ulong octant, double z) = AngleReduction.Reduce(Math.Abs(x));
        double zz = z * z;
        double y = z;
        if (zz > 1e-14)
        {
            double p = ((((-1.30936939181383734205e4 * zz) + 1.15351664838587416140e6) * zz) - 1.79565251976484877988e7);
            double q = (((((((zz + 1.36812963470692954678e4) * zz) - 1.32089234440210967447e6) * zz) + 2.50083801823357915839e7) * zz) - 5.38695755929454629881e7);
            y = z + (z * (zz * p / q));
        }

        if ((octant & 2) == 2)
        {
            y = -1 / y;
        }

        return x < 0 ? -y : y;
    }

    private static double SinSeries(double z)
    {
        double zz = z * z;
        return z + (z * zz * ((((((((((1.58962301576546568060e-10 * zz) - 2.50507477628578072866e-8) * zz) + 2.75573136213857245213e-6) * zz)
            - 1.98412698295895385996e-4) * zz) + 8.33333333332211858878e-3) * zz) - 1.66666666666666307295e-1));
    }

    private static double CosSeries(double z)
    {
        double zz = z * z;
        return 1.0 - (0.5 * zz) + (zz * zz * ((((((((((-1.13585365213876817300e-11 * zz) + 2.08757008419747316778e-9) * zz) - 2.75573141792967388112e-7) * zz)
            + 2.48015872888517045348e-5) * zz) - 1.38888888888730564116e-3) * zz) + 4.16666666666665929218e-2));
    }
}
