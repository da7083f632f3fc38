namespace PromRuleLint.Evaluation;

/// <summary>Quantiles of values, as <c>quantile</c> of the reference's <c>promql/quantile.go</c>.</summary>
internal static class Quantiles
{
    /// <summary>The quantile, between two values where it falls between; sorts the values, NaN first.</summary>
    public static double Compute(double quantile, double[] values)
    {
        if (values.Length == 0 || double.IsNaN(quantile))
        {
            return double.NaN;
        }

        if (quantile is < 0 or > 1)
        {
            return quantile < 0 ? double.NegativeInfinity : double.PositiveInfinity;
        }

        Array.Sort(values);
        double n = values.Length;
        double rank = quantile * (n - 1);
        double lower = Math.Max(0, Math.Floor(rank));
        double upper = Math.Min(n - 1, lower + 1);
        double weight = rank - Math.Floor(rank);
        return (values[(int)lower] * (1 - weight)) + (values[(int)upper] * weight);
    }
}
