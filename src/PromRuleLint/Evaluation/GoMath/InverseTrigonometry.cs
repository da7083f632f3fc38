namespace PromRuleLint.Evaluation.GoMath;

/// <summary>Arcsine, arccosine and arctangent by Cephes.</summary>
internal static class InverseTrigonometry
{
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
