namespace PromRuleLint.Evaluation;

/// <summary>One series of an intermediate result: a value or none at each step.</summary>
internal sealed class Row(Labels labels, double[] floats)
{
    // A bit pattern that no computation gives: the stale mark, which selectors never let through.
    private static readonly double Absent = StaleMark.Value;

    public Labels Labels { get; } = labels;

    /// <summary>Whether the name is to be removed at the end (delayed name removal).</summary>
    public bool DropName { get; init; }

    /// <summary>The floats by step.</summary>
    public double[] Floats { get; } = floats;

    /// <summary>The histograms by step; null where the row has none.</summary>
    public FloatHistogram?[]? Histograms { get; private set; }

    public int Steps => Floats.Length;

    /// <summary>A row without values.</summary>
    public static Row Empty(Labels labels, int steps, bool dropName = false)
    {
        var floats = new double[steps];
        Array.Fill(floats, Absent);
        return new Row(labels, floats) { DropName = dropName };
    }

    /// <summary>The same values under other labels.</summary>
    public Row Relabel(Labels labels, bool dropName) => new(labels, Floats) { DropName = dropName, Histograms = Histograms };

    public bool Has(int step) => !StaleMark.Is(Floats[step]) || Histograms?[step] is not null;

    public FloatHistogram? HistogramAt(int step) => Histograms?[step];

    public bool HasFloat(int step) => !StaleMark.Is(Floats[step]);

    public void Set(int step, double value) => Floats[step] = value;

    public void Set(int step, FloatHistogram histogram) => (Histograms ??= new FloatHistogram?[Steps])[step] = histogram;

    /// <summary>Takes over the value of another row at a step.</summary>
    public void CopyFrom(Row other, int step)
    {
        if (other.HistogramAt(step) is { } histogram)
        {
            Set(step, histogram);
        }
        else
        {
            Floats[step] = other.Floats[step];
        }
    }

    public bool HasAny()
    {
        for (int step = 0; step < Steps; step++)
        {
            if (Has(step))
            {
                return true;
            }
        }

        return false;
    }
}
