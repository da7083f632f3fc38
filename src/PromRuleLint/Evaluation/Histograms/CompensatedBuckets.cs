namespace PromRuleLint.Evaluation;

/// <summary>Buckets with the compensation of each count.</summary>
internal readonly record struct CompensatedBuckets(Buckets Value, double[] Rests)
{
    public static readonly CompensatedBuckets None = new(Buckets.None, []);

    public CompensatedBuckets(Buckets value)
        : this(value, new double[value.Length])
    {
    }

    public int Length => Value.Length;

    public Buckets Rest => new(Value.Indexes, Rests);

    public CompensatedBuckets Reduce(int from, int to)
    {
        if (from == to)
        {
            return this;
        }

        var builder = new Builder(Length);
        for (int i = 0; i < Length; i++)
        {
            builder.Add(Buckets.TargetIndex(Value.Indexes[i], from, to), Value.Counts[i], Rests[i]);
        }

        return builder.Result();
    }

    /// <summary>With others added; of those the first <paramref name="skip"/> are left out.</summary>
    public CompensatedBuckets Add(CompensatedBuckets other, int skip)
    {
        var builder = new Builder(Length + other.Length);
        int i = 0;
        int j = skip;
        while (i < Length || j < other.Length)
        {
            bool left = j >= other.Length || (i < Length && Value.Indexes[i] <= other.Value.Indexes[j]);
            if (left)
            {
                builder.Add(Value.Indexes[i], Value.Counts[i], Rests[i]);
                i++;
            }
            else
            {
                builder.Add(other.Value.Indexes[j], other.Value.Counts[j], other.Rests[j]);
                j++;
            }
        }

        return builder.Result();
    }

    public CompensatedBuckets Compact()
    {
        var builder = new Builder(Length);
        for (int i = 0; i < Length; i++)
        {
            if (Value.Counts[i] != 0 || Rests[i] != 0)
            {
                builder.Add(Value.Indexes[i], Value.Counts[i], Rests[i]);
            }
        }

        return builder.Result();
    }

    /// <summary>Moves what begins within a zero bucket into its count.</summary>
    public CompensatedBuckets TakeZero(int schema, double threshold, ref double zero, ref double zeroRest)
    {
        double[] counts = [.. Value.Counts];
        double[] rests = [.. Rests];
        bool any = false;
        for (int i = 0; i < counts.Length && BucketBounds.Exponential(Value.Indexes[i] - 1, schema) < threshold; i++)
        {
            Kahan.Add(counts[i], ref zero, ref zeroRest);
            Kahan.Add(rests[i], ref zero, ref zeroRest);
            counts[i] = 0;
            rests[i] = 0;
            any = true;
        }

        var emptied = new CompensatedBuckets(new Buckets(Value.Indexes, counts), rests);
        return any ? emptied.Compact() : this;
    }

    private sealed class Builder(int capacity)
    {
        private readonly List<int> _indexes = new(capacity);
        private readonly List<double> _counts = new(capacity);
        private readonly List<double> _rests = new(capacity);

        public void Add(int index, double count, double rest)
        {
            if (_indexes.Count == 0 || _indexes[^1] != index)
            {
                _indexes.Add(index);
                _counts.Add(count);
                _rests.Add(rest);
                return;
            }

            double sum = _counts[^1];
            double sumRest = _rests[^1];
            Kahan.Add(count, ref sum, ref sumRest);
            Kahan.Add(rest, ref sum, ref sumRest);
            _counts[^1] = sum;
            _rests[^1] = sumRest;
        }

        public CompensatedBuckets Result() => new(new Buckets([.. _indexes], [.. _counts]), [.. _rests]);
    }
}
