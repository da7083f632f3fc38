namespace PromRuleLint.Hostile;

/// <summary>The work at a size, twice and four times that size.</summary>
/// <param name="N">The size.</param>
/// <param name="Steps">The steps at each.</param>
/// <param name="Bytes">The bytes asked for at each.</param>
/// <param name="Lengths">The length of the text at each.</param>
internal sealed record WorkGrowth(int N, long[] Steps, long[] Bytes, long[] Lengths)
{
    /// <summary>The greatest exponent that passes: linear, with room for sorting.</summary>
    public const double Most = 1.3;

    private const long Little = 1024 * 1024;

    /// <summary>The exponent of the steps over the length.</summary>
    public double Exponent => Of(Steps);

    /// <summary>The exponent of the memory over the length; 0 where it is little. Buffers that double make steps of it, so the ends count.</summary>
    public double BytesExponent => Bytes[2] < Little ? 0 : Math.Log((double)Bytes[2] / Bytes[0]) / Math.Log((double)Lengths[2] / Lengths[0]);

    /// <summary>Measures a shape.</summary>
    public static WorkGrowth Measure(CountedWork work, GrowthShape shape)
    {
        int n = shape.Counted;
        work.Lint(shape.Files(Math.Min(n, 10)), shape.Configuration?.Invoke(Math.Min(n, 10)));
        long[] steps = new long[3], bytes = new long[3], lengths = new long[3];
        for (int i = 0; i < 3; i++)
        {
            string[] files = shape.Files(n << i);
            string? configuration = shape.Configuration?.Invoke(n << i);
            (steps[i], bytes[i], _) = work.Lint(files, configuration);
            lengths[i] = files.Sum(static file => (long)file.Length) + (configuration?.Length ?? 0);
        }

        return new WorkGrowth(n, steps, bytes, lengths);
    }

    // Over what is added from size to size, so that what is the same for all sizes does not hide how fast the rest grows.
    private double Of(long[] work)
    {
        double first = work[1] - work[0], second = work[2] - work[1];
        double length = Math.Log((double)(Lengths[2] - Lengths[1]) / (Lengths[1] - Lengths[0]));
        return first <= 0 || second <= 0 || length <= 0 ? 0 : Math.Log(second / first) / length;
    }
}
