using System.Collections.Immutable;

namespace PromRuleLint.Facts;

/// <summary>Metrics that are known by how their names begin, and perhaps end.</summary>
/// <param name="Traits">What is known of them.</param>
/// <param name="Prefix">How the names begin.</param>
/// <param name="Suffixes">How they end, one way or another; none for any.</param>
internal sealed record MetricFamily(MetricTraits Traits, string Prefix, params ImmutableArray<string> Suffixes)
{
    /// <summary>Whether a metric is one of them.</summary>
    public bool Has(string metric)
    {
        if (!metric.StartsWith(Prefix, StringComparison.Ordinal))
        {
            return false;
        }

        foreach (string suffix in Suffixes)
        {
            if (metric.EndsWith(suffix, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return Suffixes.IsEmpty;
    }
}
