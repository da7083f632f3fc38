namespace PromRuleLint.Evaluation.GoMath;

/// <summary>Leads an angle back to the first octant: by Cody and Waite where it is small, by Payne and Hanek where it is not.</summary>
internal static class AngleReduction
{
    // The bits of 4/pi: one before the point, then 64 a number.
    private static readonly ulong[] FourOverPi =
    [
        0x0000000000000001, 0x45f306dc9c882a53, 0xf84eafa3ea69bb81, 0xb6c52b3278872083,
        0xfca2c757bd778ac3, 0x6e48dc74849ba5c0, 0x0c925dd413a32439, 0xfc3bd63962534e7d,
        0xd1046bea5d768909, 0xd338e04d68befc82, 0x7323ac7306a673e9, 0x3908bf177bf25076,
        0x3ff12fffbc0b301f, 0xde5e2316b414da3e, 0xda6cfd9e4f96136e, 0x9e8c7ecd3cbfd45a,
        0xea4f758fd7cbe2f6, 0x7a0e73ef14a525d4, 0xd7f6bf623f1aba10, 0xac06608df8f6d757,
    ];

    /// <summary>The octant of an angle and the rest within it, from -pi/4 to pi/4.</summary>
    public static (ulong Octant, double Remainder) Reduce(double x)
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
}
