namespace PromRuleLint.Evaluation.GoMath;

/// <summary>Hyperbolic functions by Cephes, and their inverses by FreeBSD's msun.</summary>
internal static class Hyperbolics
{
    public static double Sinh(double x)
    {
        double size = Math.Abs(x);
        double y;
        if (size > 21)
        {
            y = Exponentials.Exp(size) * 0.5;
        }
        else if (size > 0.5)
        {
            double e = Exponentials.Exp(size);
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
        double e = Exponentials.Exp(size);
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
            double s = Exponentials.Exp(2 * z);
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
        double y = size > 1 << 28 ? Logarithms.Log(size) + FloatParts.Ln2
            : size > 2 ? Logarithms.Log((2 * size) + (1 / (Math.Sqrt((size * size) + 1) + size)))
            : size < 1.0 / (1 << 28) ? size
            : Logarithms.Log1p(size + (size * size / (1 + Math.Sqrt(1 + (size * size)))));
        return x < 0 ? -y : y;
    }

    public static double Acosh(double x)
    {
        if (!(x > 1))
        {
            return x == 1 ? 0 : double.NaN;
        }

        double t = x - 1;
        return x >= 1 << 28 ? Logarithms.Log(x) + FloatParts.Ln2
            : x > 2 ? Logarithms.Log((2 * x) - (1 / (x + Math.Sqrt((x * x) - 1))))
            : Logarithms.Log1p(t + Math.Sqrt((2 * t) + (t * t)));
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
            : size < 0.5 ? 0.5 * Logarithms.Log1p(twice + (twice * size / (1 - size)))
            : 0.5 * Logarithms.Log1p(twice / (1 - size));
        return x < 0 ? -y : y;
    }
}
