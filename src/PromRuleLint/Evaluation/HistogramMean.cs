namespace PromRuleLint.Evaluation;

/// <summary>A mean of histograms, in the same way.</summary>
internal sealed class HistogramMean(FloatHistogram first)
{
    private HistogramSum _sum = HistogramSum.From(first);
    private double _count = 1;
    private bool _incremental;

    public bool BoundsReconciled => _sum.BoundsReconciled;

    public FloatHistogram Value() => _incremental ? _sum.Total() : _sum.Total(_count);

    /// <summary>Adds one; false where it does not fit.</summary>
    public bool Add(FloatHistogram histogram)
    {
        _count++;
        if (!_incremental)
        {
            HistogramSum? next = _sum.Add(histogram);
            if (next is null)
            {
                return false;
            }

            if (!next.Value.HasOverflow())
            {
                _sum = next;
                return true;
            }

            _incremental = true;
            _sum = _sum.Scale(part => part.Divide(_count - 1));
        }

        double q = (_count - 1) / _count;
        HistogramSum? added = _sum.Scale(part => part.Multiply(q)).Add(histogram.Divide(_count));
        _sum = added ?? _sum;
        return added is not null;
    }
}
