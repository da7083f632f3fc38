namespace PromRuleLint.Evaluation;

/// <summary>Summation after Kahan and Neumaier, as the reference's <c>util/kahansum</c>.</summary>
internal static class Kahan
{
    /// <summary>Adds to a sum; <paramref name="compensation"/> keeps what the sum's last bits lost and is reset on overflow.</summary>
    public static void Add(double value, ref double sum, ref double compensation)
    {
        double next = sum + value;
        if (double.IsInfinity(next))
        {
            compensation = 0;
        }
        else if (Math.Abs(sum) >= Math.Abs(value))
        {
            compensation += (sum - next) + value;
        }
        else
        {
            compensation += (value - next) + sum;
        }

        sum = next;
    }
}
