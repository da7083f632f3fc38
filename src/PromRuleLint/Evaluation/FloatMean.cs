namespace PromRuleLint.Evaluation;

/// <summary>A mean of floats: a compensated sum as long as it does not overflow, incremental from then on.</summary>
internal struct FloatMean(double first)
{
    private double sum = first;
    private double rest;
    private double mean;
    private double count = 1;
    private bool incremental;

    public readonly double Value => incremental ? mean + rest : (sum / count) + (rest / count);

    public void Add(double value)
    {
        count++;
        if (!incremental)
        {
            double next = sum;
            double nextRest = rest;
            Kahan.Add(value, ref next, ref nextRest);
            if (!double.IsInfinity(next))
            {
                sum = next;
                rest = nextRest;
                return;
            }

            incremental = true;
            mean = sum / (count - 1);
            rest /= count - 1;
        }

        double q = (count - 1) / count;
        mean *= q;
        rest *= q;
        Kahan.Add(value / count, ref mean, ref rest);
    }
}
