using System.Collections.Immutable;
using PromRuleLint.Facts;
using PromRuleLint.Regex;
using PromRuleLint.Text;
using PromRuleLint.Yaml;

namespace PromRuleLint.Configuration;

/// <summary>How often metrics are written: the keys <c>cadence</c> and <c>grace</c>, of one metric or by patterns of names.</summary>
internal static class CadenceSettings
{
    private static readonly string[] Keys = ["cadence", "grace"];

    /// <summary>A mapping from patterns of whole names to a duration, or to the two keys; what is wrong in it is reported and left out.</summary>
    public static ImmutableArray<(Re2Pattern Metrics, Cadence Cadence)> ReadPatterns(ConfigurationInput input, YamlNode node)
    {
        if (node is YamlScalar { IsNull: true })
        {
            return [];
        }

        if (node is not YamlMapping mapping)
        {
            input.Report(node, "The cadences are a mapping from patterns of names, such as {backup_.*: {cadence: 1d, grace: 2h}}");
            return [];
        }

        var cadences = ImmutableArray.CreateBuilder<(Re2Pattern, Cadence)>();
        foreach (YamlEntry entry in input.Compared(mapping))
        {
            if (input.Pattern(entry.Key) is { } pattern && ReadOne(input, entry.Value) is { } cadence)
            {
                cadences.Add((Re2Pattern.Parse(pattern, new Re2Budget(Re2Budget.PerSetting)), cadence));
            }
        }

        return cadences.ToImmutable();
    }

    /// <summary>What the keys of a mapping say; null where it has no <c>cadence</c>.</summary>
    public static Cadence? Read(ConfigurationInput input, YamlMapping mapping)
    {
        if (mapping["cadence"] is not { } every)
        {
            if (mapping["grace"] is { } alone)
            {
                input.Report(alone, "'grace' says how late a write may come; it needs 'cadence' beside it");
            }

            return null;
        }

        TimeSpan? grace = mapping["grace"] is { } late ? Grace(input, late) : TimeSpan.Zero;
        return input.Duration(every) is { } cadence && grace is { } allowed ? new Cadence(cadence, allowed) : null;
    }

    private static Cadence? ReadOne(ConfigurationInput input, YamlNode node)
    {
        if (node is not YamlMapping mapping)
        {
            return input.Duration(node) is { } every ? new Cadence(every, TimeSpan.Zero) : null;
        }

        bool isKnown = true;
        foreach (YamlEntry entry in mapping.Entries.Where(static entry => entry.Key is not YamlScalar { Value: "cadence" or "grace" }))
        {
            isKnown = false;
            string hint = entry.Key is YamlScalar { Value: var name } && NearestName.Find(name, Keys) is { } nearest ? $"did you mean '{nearest}'?" : $"the keys are {ConfigurationInput.List(Keys)}";
            input.Report(entry.Key, $"This is not a key of a cadence; {hint}");
        }

        if (mapping["cadence"] is null && mapping["grace"] is null && isKnown)
        {
            input.Report(node, "The cadence is missing here: write {cadence: 1d} or only 1d");
            return null;
        }

        return Read(input, mapping);
    }

    // Unlike a cadence, a grace may be 0.
    private static TimeSpan? Grace(ConfigurationInput input, YamlNode node) =>
        node is YamlScalar { Value: "0s" } ? TimeSpan.Zero : input.Duration(node);
}
