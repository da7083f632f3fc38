using PromRuleLint.Evaluation;
using PromRuleLint.Rules.TestExtensions;

namespace PromRuleLint.Testing;

/// <summary>Compares native histograms with a tolerance: of the same form, each of their numbers near the other's.</summary>
internal static class HistogramNearness
{
    public static bool AreNear(ValueTolerance tolerance, FloatHistogram expected, FloatHistogram actual)
    {
        FloatHistogram left = expected.Compact();
        FloatHistogram right = actual.Compact();
        return left.Schema == right.Schema
            && left.ZeroThreshold == right.ZeroThreshold
            && left.CustomBounds.AsSpan().SequenceEqual(right.CustomBounds.AsSpan())
            && tolerance.Allows(left.Count, right.Count)
            && tolerance.Allows(left.Sum, right.Sum)
            && tolerance.Allows(left.ZeroCount, right.ZeroCount)
            && AreNear(tolerance, left.Positive, right.Positive)
            && AreNear(tolerance, left.Negative, right.Negative);
    }

    private static bool AreNear(ValueTolerance tolerance, Buckets expected, Buckets actual) =>
        expected.Indexes.AsSpan().SequenceEqual(actual.Indexes) && expected.Counts.Zip(actual.Counts).All(pair => tolerance.Allows(pair.First, pair.Second));
}
