namespace PromRuleLint.Evaluation;

/// <summary>A mean of histograms, in the same way.</summary>
internal sealed class HistogramMean(FloatHistogram first)
{
    private HistogramSum sum = HistogramSum.Of(first);
    private double count = 1;
    private bool incremental;

    public bool BoundsReconciled => sum.BoundsReconciled;

    public FloatHistogram Value() => incremental ? sum.Total() : sum.Total(count);

    /// <summary>Adds one; false where it does not fit.</summary>
    public bool Add(FloatHistogram histogram)
    {
        count++;
        if (!incremental)
        {
            HistogramSum? next = sum.Add(histogram);
            if (next is null)
            {
                return false;
            }

            if (!next.Value.HasOverflow())
            {
                sum = next;
                return true;
            }

            incremental = true;
            sum = sum.Scale(part => part.Divide(count - 1));
        }

        double q = (count - 1) / count;
        HistogramSum? added = sum.Scale(part => part.Multiply(q)).Add(histogram.Divide(count));
        sum = added ?? sum;
        return added is not null;
    }
}
