namespace PromRuleLint.Evaluation;

/// <summary>
/// The buckets of one sign of a histogram: their indexes, ascending, and the count of each. Never changed once made, so that
/// histograms share them. Buckets that were written with a count of 0 stay.
/// </summary>
internal readonly record struct Buckets(int[] Indexes, double[] Counts)
{
    public static readonly Buckets None = new([], []);

    public int Length => Indexes.Length;

    public Buckets Scale(Func<double, double> scale) => new(Indexes, Array.ConvertAll(Counts, count => scale(count)));

    /// <summary>The same buckets without those of count 0, as the reference's <c>Compact(0)</c>.</summary>
    public Buckets Compact()
    {
        int kept = 0;
        foreach (double count in Counts)
        {
            kept += count != 0 ? 1 : 0;
        }

        if (kept == Length)
        {
            return this;
        }

        var indexes = new int[kept];
        var counts = new double[kept];
        for (int i = 0, to = 0; i < Length; i++)
        {
            if (Counts[i] != 0)
            {
                indexes[to] = Indexes[i];
                counts[to++] = Counts[i];
            }
        }

        return new Buckets(indexes, counts);
    }

    /// <summary>These buckets at a coarser schema.</summary>
    public Buckets Reduce(int from, int to)
    {
        if (from == to || Length == 0)
        {
            return this;
        }

        var indexes = new List<int>(Length);
        var counts = new List<double>(Length);
        for (int i = 0; i < Length; i++)
        {
            int index = TargetIndex(Indexes[i], from, to);
            if (indexes.Count > 0 && indexes[^1] == index)
            {
                counts[^1] += Counts[i];
            }
            else
            {
                indexes.Add(index);
                counts.Add(Counts[i]);
            }
        }

        return new Buckets([.. indexes], [.. counts]);
    }

    /// <summary>The sum or difference of two lists of buckets; of <paramref name="other"/> those before <paramref name="skip"/> are left out.</summary>
    public Buckets Combine(Buckets other, int skip, bool negative)
    {
        var indexes = new List<int>(Length + other.Length);
        var counts = new List<double>(Length + other.Length);
        int i = 0;
        int j = skip;
        while (i < Length || j < other.Length)
        {
            bool left = j >= other.Length || (i < Length && Indexes[i] <= other.Indexes[j]);
            bool right = i >= Length || (j < other.Length && other.Indexes[j] <= Indexes[i]);
            indexes.Add(left ? Indexes[i] : other.Indexes[j]);
            double added = !right ? 0 : negative ? -other.Counts[j] : other.Counts[j];
            counts.Add(!left ? added : right ? Counts[i] + added : Counts[i]);
            i += left ? 1 : 0;
            j += right ? 1 : 0;
        }

        return new Buckets([.. indexes], [.. counts]);
    }

    /// <summary>The indexes that one of two lists has.</summary>
    public int[] Union(Buckets other)
    {
        if (Indexes.AsSpan().SequenceEqual(other.Indexes))
        {
            return Indexes;
        }

        var union = new List<int>(Length + other.Length);
        for (int i = 0, j = 0; i < Length || j < other.Length;)
        {
            int next = j >= other.Length || (i < Length && Indexes[i] < other.Indexes[j]) ? Indexes[i] : other.Indexes[j];
            union.Add(next);
            i += i < Length && Indexes[i] == next ? 1 : 0;
            j += j < other.Length && other.Indexes[j] == next ? 1 : 0;
        }

        return [.. union];
    }

    /// <summary>Over indexes that contain its own, with a count of 0 in those it has not.</summary>
    public Buckets Over(int[] indexes)
    {
        var counts = new double[indexes.Length];
        for (int i = 0, to = 0; i < Length; i++)
        {
            to += indexes.AsSpan(to).IndexOf(Indexes[i]);
            counts[to] = Counts[i];
        }

        return new Buckets(indexes, counts);
    }

    /// <summary>Whether two lists are the same, buckets of count 0 aside, by the bits of their counts.</summary>
    public bool SameAs(Buckets other)
    {
        Buckets left = Compact();
        Buckets right = other.Compact();
        return left.Indexes.AsSpan().SequenceEqual(right.Indexes)
            && System.Runtime.InteropServices.MemoryMarshal.Cast<double, long>(left.Counts.AsSpan())
                .SequenceEqual(System.Runtime.InteropServices.MemoryMarshal.Cast<double, long>(right.Counts.AsSpan()));
    }

    public static int TargetIndex(int index, int from, int to) => (int)((((long)index - 1) >> (from - to)) + 1);
}
