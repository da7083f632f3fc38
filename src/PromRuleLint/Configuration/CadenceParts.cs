using PromRuleLint.Facts;
using PromRuleLint.Yaml;

namespace PromRuleLint.Configuration;

/// <summary>The keys <c>cadence</c> and <c>grace</c>, which together say how often a metric is written.</summary>
internal struct CadenceParts
{
    public YamlNode? Cadence { get; set; }

    public YamlNode? Grace { get; set; }

    /// <summary>The cadence; null if there is no key <c>cadence</c>.</summary>
    public readonly Cadence? Read(ConfigurationInput input)
    {
        if (Cadence is null)
        {
            if (Grace is not null)
            {
                input.Report(Grace, "'grace' says how late a write may come; it needs 'cadence' beside it");
            }

            return null;
        }

        // Unlike a cadence, a grace may be 0.
        TimeSpan? grace = Grace is null or YamlScalar { Value: "0s" } ? TimeSpan.Zero : input.Duration(Grace);
        return input.Duration(Cadence) is { } cadence && grace is { } allowed ? new Cadence(cadence, allowed) : null;
    }
}
