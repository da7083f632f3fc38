namespace PromRuleLint.Evaluation.GoMath;

/// <summary>Logarithms by FreeBSD's msun.</summary>
internal static class Logarithms
{
    private const double L1 = 6.666666666666735130e-01;
    private const double L2 = 3.999999999940941908e-01;
    private const double L3 = 2.857142874366239149e-01;
    private const double L4 = 2.222219843214978396e-01;
    private const double L5 = 1.818357216161805012e-01;
    private const double L6 = 1.531383769920937332e-01;
    private const double L7 = 1.479819860511658591e-01;

    public static double Log(double x)
    {
        if (double.IsNaN(x) || double.IsPositiveInfinity(x))
        {
            return x;
        }

        if (x <= 0)
        {
            return x < 0 ? double.NaN : double.NegativeInfinity;
        }

        (double f, int exponent) = FloatParts.Frexp(x);
        if (f < 1.41421356237309504880168872420969807856967187537694 / 2)
        {
            f *= 2;
            exponent--;
        }

        f -= 1;
        double k = exponent;
        double s = f / (2 + f);
        double s2 = s * s;
        double s4 = s2 * s2;
        double t1 = s2 * (L1 + (s4 * (L3 + (s4 * (L5 + (s4 * L7))))));
        double t2 = s4 * (L2 + (s4 * (L4 + (s4 * L6))));
        double r = t1 + t2;
        double half = 0.5 * f * f;
        return (k * FloatParts.Ln2High) - ((half - ((s * (half + r)) + (k * FloatParts.Ln2Low))) - f);
    }

    public static double Log2(double x)
    {
        if (!(x > 0) || double.IsInfinity(x))
        {
            return Log(x);
        }

        (double fraction, int exponent) = FloatParts.Frexp(x);
        return fraction == 0.5 ? exponent - 1 : (Log(fraction) * 1.44269504088896340735992468100189213742664595415298593413544940) + exponent;
    }

    public static double Log10(double x) => Log(x) * 0.43429448190325182765112891891660508229439700580366656611445378;

    public static double Log1p(double x)
    {
        if (x < -1 || double.IsNaN(x))
        {
            return double.NaN;
        }

        if (x == -1 || double.IsInfinity(x))
        {
            return x == -1 ? double.NegativeInfinity : x;
        }

        double size = Math.Abs(x);
        double f = 0;
        ulong bits = 0;
        int k = 1;
        if (size < 4.142135623730950488017e-01)
        {
            if (size < 1.0 / (1 << 29))
            {
                return size < 1.0 / (1L << 54) ? x : x - (x * x * 0.5);
            }

            if (x > -2.928932188134524755992e-01)
            {
                k = 0;
                f = x;
                bits = 1;
            }
        }

        double c = 0;
        if (k != 0)
        {
            (f, bits, k, c) = Normalize(x, size);
        }

        return FinishLog1p(f, bits, k, c);
    }

    private static (double F, ulong Bits, int K, double C) Normalize(double x, double size)
    {
        double u = size < 1L << 53 ? 1.0 + x : x;
        ulong bits = BitConverter.DoubleToUInt64Bits(u);
        int k = (int)(bits >> 52) - 1023;
        double c = size < 1L << 53 ? (k > 0 ? 1.0 - (u - x) : x - (u - 1.0)) / u : 0;
        bits &= (1UL << 52) - 1;
        if (bits < 0x0006a09e667f3bcd)
        {
            u = BitConverter.UInt64BitsToDouble(bits | 0x3ff0000000000000);
        }
        else
        {
            k++;
            u = BitConverter.UInt64BitsToDouble(bits | 0x3fe0000000000000);
            bits = ((1UL << 52) - bits) >> 2;
        }

        return (u - 1.0, bits, k, c);
    }

    private static double FinishLog1p(double f, ulong bits, int k, double c)
    {
        double half = 0.5 * f * f;
        if (bits == 0)
        {
            if (f == 0)
            {
                return k == 0 ? 0 : (k * FloatParts.Ln2High) + (c + (k * FloatParts.Ln2Low));
            }

            double rest = half * (1.0 - (0.66666666666666666 * f));
            return k == 0 ? f - rest : (k * FloatParts.Ln2High) - ((rest - ((k * FloatParts.Ln2Low) + c)) - f);
        }

        double s = f / (2.0 + f);
        double z = s * s;
        double r = z * (L1 + (z * (L2 + (z * (L3 + (z * (L4 + (z * (L5 + (z * (L6 + (z * L7))))))))))));
        return k == 0 ? f - (half - (s * (half + r))) : (k * FloatParts.Ln2High) - ((half - ((s * (half + r)) + ((k * FloatParts.Ln2Low) + c))) - f);
    }
}
