namespace PromRuleLint.Evaluation;

/// <summary>
/// Functions as Go's <c>math</c> computes them on amd64, so that results are the reference's to the last bit: the C library that
/// .NET asks rounds some of them otherwise. The algorithms and constants are those that Go names: Cephes, FreeBSD's msun, and for
/// <c>exp</c> Shibata's reduction with fused multiplication.
/// </summary>
internal static class GoMath
{
    private const double Ln2 = 0.693147180559945309417232121458176568;
    private const double Ln2High = 6.93147180369123816490e-01;
    private const double Ln2Low = 1.90821492927058770002e-10;

    private const double L1 = 6.666666666666735130e-01;
    private const double L2 = 3.999999999940941908e-01;
    private const double L3 = 2.857142874366239149e-01;
    private const double L4 = 2.222219843214978396e-01;
    private const double L5 = 1.818357216161805012e-01;
    private const double L6 = 1.531383769920937332e-01;
    private const double L7 = 1.479819860511658591e-01;

    // The bits of 4/pi: one before the point, then 64 a number.
    private static readonly ulong[] FourOverPi =
    [
        0x0000000000000001, 0x45f306dc9c882a53, 0xf84eafa3ea69bb81, 0xb6c52b3278872083,
        0xfca2c757bd778ac3, 0x6e48dc74849ba5c0, 0x0c925dd413a32439, 0xfc3bd63962534e7d,
        0xd1046bea5d768909, 0xd338e04d68befc82, 0x7323ac7306a673e9, 0x3908bf177bf25076,
        0x3ff12fffbc0b301f, 0xde5e2316b414da3e, 0xda6cfd9e4f96136e, 0x9e8c7ecd3cbfd45a,
        0xea4f758fd7cbe2f6, 0x7a0e73ef14a525d4, 0xd7f6bf623f1aba10, 0xac06608df8f6d757,
    ];

    /// <summary>The larger; positive infinity even beside a NaN.</summary>
    public static double Max(double x, double y) => double.IsPositiveInfinity(x) || double.IsPositiveInfinity(y) ? double.PositiveInfinity : Math.Max(x, y);

    /// <summary>The smaller; negative infinity even beside a NaN.</summary>
    public static double Min(double x, double y) => double.IsNegativeInfinity(x) || double.IsNegativeInfinity(y) ? double.NegativeInfinity : Math.Min(x, y);

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
        double high = t * Ln2High;
        double low = -t * Ln2Low;
        double r = high - low;
        t = r * r;
        double c = r - (t * (1.66666666666666657415e-01 + (t * (-2.77777777770155933842e-03 + (t * (6.61375632143793436117e-05
            + (t * (-1.65339022054652515390e-06 + (t * 4.13813679705723846039e-08)))))))));
        double y = 1 - ((low - ((r * c) / (2 - c))) - high);
        return Math.ScaleB(y, k);
    }

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

        (double f, int exponent) = Frexp(x);
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
        return (k * Ln2High) - ((half - ((s * (half + r)) + (k * Ln2Low))) - f);
    }

    public static double Log2(double x)
    {
        if (!(x > 0) || double.IsInfinity(x))
        {
            return Log(x);
        }

        (double fraction, int exponent) = Frexp(x);
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

            a = Exp(fraction * Log(x));
        }

        (double x1, int xe) = Frexp(x);
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

    public static double Sin(double x)
    {
        if (x == 0 || double.IsNaN(x) || double.IsInfinity(x))
        {
            return double.IsInfinity(x) ? double.NaN : x;
        }

        bool negative = x < 0;
        (ulong octant, double z) = Reduce(Math.Abs(x));
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
        (ulong octant, double z) = Reduce(Math.Abs(x));
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

        (ulong octant, double z) = Reduce(Math.Abs(x));
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

    public static double Asin(double x)
    {
        if (x == 0)
        {
            return x;
        }

        double size = Math.Abs(x);
        if (!(size <= 1))
        {
            return double.NaN;
        }

        double root = Math.Sqrt(1 - (size * size));
        double y = size > 0.7 ? (Math.PI / 2) - PositiveAtan(root / size) : PositiveAtan(size / root);
        return x < 0 ? -y : y;
    }

    public static double Acos(double x) => (Math.PI / 2) - Asin(x);

    public static double Atan(double x) => x == 0 || double.IsNaN(x) ? x : x > 0 ? PositiveAtan(x) : -PositiveAtan(-x);

    public static double Atan2(double y, double x)
    {
        if (double.IsNaN(x) || double.IsNaN(y))
        {
            return double.NaN;
        }

        if (y == 0)
        {
            return x >= 0 && !double.IsNegative(x) ? Math.CopySign(0, y) : Math.CopySign(Math.PI, y);
        }

        if (x == 0)
        {
            return Math.CopySign(Math.PI / 2, y);
        }

        if (double.IsInfinity(x))
        {
            double angle = double.IsInfinity(y) ? (x > 0 ? Math.PI / 4 : 3 * Math.PI / 4) : x > 0 ? 0 : Math.PI;
            return Math.CopySign(angle, y);
        }

        if (double.IsInfinity(y))
        {
            return Math.CopySign(Math.PI / 2, y);
        }

        double q = Atan(y / x);
        return x >= 0 ? q : q <= 0 ? q + Math.PI : q - Math.PI;
    }

    public static double Sinh(double x)
    {
        double size = Math.Abs(x);
        double y;
        if (size > 21)
        {
            y = Exp(size) * 0.5;
        }
        else if (size > 0.5)
        {
            double e = Exp(size);
            y = (e - (1 / e)) * 0.5;
        }
        else
        {
            double sq = size * size;
            y = ((((((-0.2630563213397497062819489e+2 * sq) - 0.2894211355989563807284660366e+4) * sq) - 0.8991272022039509355398013511e+5) * sq) - 0.6307673640497716991184787251e+6) * size;
            y /= (((((sq - 0.173678953558233699533450911e+3) * sq) + 0.1521517378790019070696485176e+5) * sq) - 0.6307673640497716991212077277e+6);
        }

        return x < 0 ? -y : y;
    }

    public static double Cosh(double x)
    {
        double size = Math.Abs(x);
        double e = Exp(size);
        return size > 21 ? e * 0.5 : (e + (1 / e)) * 0.5;
    }

    public static double Tanh(double x)
    {
        double z = Math.Abs(x);
        if (z > 0.5 * 8.8029691931113054295988e+01)
        {
            return x < 0 ? -1 : 1;
        }

        if (z >= 0.625)
        {
            double s = Exp(2 * z);
            z = 1 - (2 / (s + 1));
            return x < 0 ? -z : z;
        }

        if (x == 0)
        {
            return x;
        }

        double sq = x * x;
        double p = (((-9.64399179425052238628e-1 * sq) - 9.92877231001918586564e1) * sq) - 1.61468768441708447952e3;
        double q = (((((sq + 1.12811678491632931402e2) * sq) + 2.23548839060100448583e3) * sq) + 4.84406305325125486048e3);
        return x + (x * sq * p / q);
    }

    public static double Asinh(double x)
    {
        if (double.IsNaN(x) || double.IsInfinity(x))
        {
            return x;
        }

        double size = Math.Abs(x);
        double y = size > 1 << 28 ? Log(size) + Ln2
            : size > 2 ? Log((2 * size) + (1 / (Math.Sqrt((size * size) + 1) + size)))
            : size < 1.0 / (1 << 28) ? size
            : Log1p(size + (size * size / (1 + Math.Sqrt(1 + (size * size)))));
        return x < 0 ? -y : y;
    }

    public static double Acosh(double x)
    {
        if (!(x > 1))
        {
            return x == 1 ? 0 : double.NaN;
        }

        double t = x - 1;
        return x >= 1 << 28 ? Log(x) + Ln2
            : x > 2 ? Log((2 * x) - (1 / (x + Math.Sqrt((x * x) - 1))))
            : Log1p(t + Math.Sqrt((2 * t) + (t * t)));
    }

    public static double Atanh(double x)
    {
        double size = Math.Abs(x);
        if (!(size < 1))
        {
            return x == 1 ? double.PositiveInfinity : x == -1 ? double.NegativeInfinity : double.NaN;
        }

        double twice = size + size;
        double y = size < 1.0 / (1 << 28) ? size
            : size < 0.5 ? 0.5 * Log1p(twice + (twice * size / (1 - size)))
            : 0.5 * Log1p(twice / (1 - size));
        return x < 0 ? -y : y;
    }

    /// <summary>A number as a fraction from 0.5 below 1 and a power of two.</summary>
    private static (double Fraction, int Exponent) Frexp(double x)
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
                return k == 0 ? 0 : (k * Ln2High) + (c + (k * Ln2Low));
            }

            double rest = half * (1.0 - (0.66666666666666666 * f));
            return k == 0 ? f - rest : (k * Ln2High) - ((rest - ((k * Ln2Low) + c)) - f);
        }

        double s = f / (2.0 + f);
        double z = s * s;
        double r = z * (L1 + (z * (L2 + (z * (L3 + (z * (L4 + (z * (L5 + (z * (L6 + (z * L7))))))))))));
        return k == 0 ? f - (half - (s * (half + r))) : (k * Ln2High) - ((half - ((s * (half + r)) + ((k * Ln2Low) + c))) - f);
    }

    /// <summary>The octant of an angle and the rest within it, from -pi/4 to pi/4.</summary>
    private static (ulong Octant, double Remainder) Reduce(double x)
    {
        if (x >= 1 << 29)
        {
            return ReduceLarge(x);
        }

        ulong octant = (ulong)(x * 1.27323954473516268615107010698140931565);
        double y = octant;
        if ((octant & 1) == 1)
        {
            octant++;
            y++;
        }

        double z = ((x - (y * 7.85398125648498535156e-1)) - (y * 3.77489470793079817668e-8)) - (y * 2.69515142907905952645e-15);
        return (octant & 7, z);
    }

    private static (ulong Octant, double Remainder) ReduceLarge(double x)
    {
        ulong mantissa = BitConverter.DoubleToUInt64Bits(x);
        int exponent = (int)((mantissa >> 52) & 0x7FF) - 1023 - 52;
        mantissa = (mantissa & ((1UL << 52) - 1)) | (1UL << 52);
        int digit = (exponent + 61) / 64;
        int shift = (exponent + 61) % 64;
        ulong z0 = Digit(digit);
        ulong z1 = Digit(digit + 1);
        ulong z2 = Digit(digit + 2);
        ulong z2High = Math.BigMul(z2, mantissa, out _);
        ulong z1High = Math.BigMul(z1, mantissa, out ulong z1Low);
        ulong low = z1Low + z2High;
        ulong high = (z0 * mantissa) + z1High + (low < z1Low ? 1UL : 0);
        ulong octant = high >> 61;
        high = (high << 3) | (low >> 61);
        int zeros = System.Numerics.BitOperations.LeadingZeroCount(high);
        ulong e = (ulong)(1023 - (zeros + 1));
        high = zeros == 63 ? low : (high << (zeros + 1)) | (low >> (64 - (zeros + 1)));
        double z = BitConverter.UInt64BitsToDouble((high >> 12) | (e << 52));
        if ((octant & 1) == 1)
        {
            octant = (octant + 1) & 7;
            z--;
        }

        return (octant, z * (Math.PI / 4));

        ulong Digit(int at) => shift == 0 ? FourOverPi[at] : (FourOverPi[at] << shift) | (FourOverPi[at + 1] >> (64 - shift));
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

    private static double PositiveAtan(double x)
    {
        const double MoreBits = 6.123233995736765886130e-17;
        if (x <= 0.66)
        {
            return AtanSeries(x);
        }

        return x > 2.41421356237309504880
            ? (Math.PI / 2) - AtanSeries(1 / x) + MoreBits
            : (Math.PI / 4) + AtanSeries((x - 1) / (x + 1)) + (0.5 * MoreBits);
    }

    private static double AtanSeries(double x)
    {
        double z = x * x;
        double p = (((((((-8.750608600031904122785e-01 * z) - 1.615753718733365076637e+01) * z) - 7.500855792314704667340e+01) * z) - 1.228866684490136173410e+02) * z) - 6.485021904942025371773e+01;
        double q = (((((((((z + 2.485846490142306297962e+01) * z) + 1.650270098316988542046e+02) * z) + 4.328810604912902668951e+02) * z) + 4.853903996359136964868e+02) * z) + 1.945506571482613964425e+02);
        return (x * (z * p / q)) + x;
    }
}
