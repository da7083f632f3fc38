namespace PromRuleLint.Evaluation.GoMath;

/// <summary>Powers of e, by Shibata's reduction with fused multiplication, and of 2, by FreeBSD's.</summary>
internal static class Exponentials
{
    public static double Exp(double x)
    {
        if (double.IsNaN(x) || double.IsPositiveInfinity(x))
        {
            return x;
        }

        if (double.IsNegativeInfinity(x))
        {
            return 0;
        }

        if (x > 7.09782712893384e+02)
        {
            return double.PositiveInfinity;
        }

        double whole = Math.Round(x * 1.4426950408889634073599246810018920, MidpointRounding.ToEven);
        if (whole < -1100)
        {
            return 0;
        }

        double r = Math.FusedMultiplyAdd(-0.69314718055966295651160180568695068359375, whole, x);
        r = Math.FusedMultiplyAdd(-0.28235290563031577122588448175013436025525412068e-12, whole, r);
        r *= 0.0625;
        double p = 2.4801587301587301587e-5;
        p = Math.FusedMultiplyAdd(p, r, 1.9841269841269841270e-4);
        p = Math.FusedMultiplyAdd(p, r, 1.3888888888888888889e-3);
        p = Math.FusedMultiplyAdd(p, r, 8.3333333333333333333e-3);
        p = Math.FusedMultiplyAdd(p, r, 4.1666666666666666667e-2);
        p = Math.FusedMultiplyAdd(p, r, 1.6666666666666666667e-1);
        p = Math.FusedMultiplyAdd(p, r, 0.5);
        p = Math.FusedMultiplyAdd(p, r, 1);
        r *= p;
        r *= r + 2;
        r *= r + 2;
        r *= r + 2;
        return Math.ScaleB(Math.FusedMultiplyAdd(r, r + 2, 1), (int)whole);
    }

    public static double Exp2(double x)
    {
        if (double.IsNaN(x) || double.IsPositiveInfinity(x))
        {
            return x;
        }

        if (x > 1.0239999999999999e+03)
        {
            return double.PositiveInfinity;
        }

        if (x < -1.0740e+03)
        {
            return 0;
        }

        int k = x > 0 ? (int)(x + 0.5) : x < 0 ? (int)(x - 0.5) : 0;
        double t = x - k;
        double high = t * FloatParts.Ln2High;
        double low = -t * FloatParts.Ln2Low;
        double r = high - low;
        t = r * r;
        double c = r - (t * (1.66666666666666657415e-01 + (t * (-2.77777777770155933842e-03 + (t * (6.61375632143793436117e-05
            + (t * (-1.65339022054652515390e-06 + (t * 4.13813679705723846039e-08)))))))));
        double y = 1 - ((low - ((r * c) / (2 - c))) - high);
        return Math.ScaleB(y, k);
    }
}
