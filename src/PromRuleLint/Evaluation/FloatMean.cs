namespace PromRuleLint.Evaluation;

/// <summary>A mean of floats: a compensated sum as long as it does not overflow, incremental from then on.</summary>
internal struct FloatMean(double first)
{
    private double _sum = first;
    private double _rest;
    private double _mean;
    private double _count = 1;
    private bool _incremental;

    public readonly double Value => _incremental ? _mean + _rest : (_sum / _count) + (_rest / _count);

    public void Add(double value)
    {
        _count++;
        if (!_incremental)
        {
            double next = _sum;
            double nextRest = _rest;
            Kahan.Add(value, ref next, ref nextRest);
            if (!double.IsInfinity(next))
            {
                _sum = next;
                _rest = nextRest;
                return;
            }

            _incremental = true;
            _mean = _sum / (_count - 1);
            _rest /= _count - 1;
        }

        double q = (_count - 1) / _count;
        _mean *= q;
        _rest *= q;
        Kahan.Add(value / _count, ref _mean, ref _rest);
    }
}
