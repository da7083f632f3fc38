using System.Collections.Immutable;
using PromRuleLint.Facts;
using PromRuleLint.Regex;
using PromRuleLint.Rules.Mappings;
using PromRuleLint.Yaml;

namespace PromRuleLint.Configuration;

/// <summary>How often metrics are written: the keys <c>cadence</c> and <c>grace</c>, of one metric or by patterns of names.</summary>
internal static class CadenceSettings
{
    private static readonly FieldTable<ConfigurationInput, CadenceParts> Fields = new(
        "a key of a cadence",
        new("cadence", static (_, field, ref cadence) => cadence.Cadence = field.Value),
        new("grace", static (_, field, ref cadence) => cadence.Grace = field.Value));

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

    private static Cadence? ReadOne(ConfigurationInput input, YamlNode node)
    {
        if (node is not YamlMapping mapping)
        {
            return input.Duration(node) is { } every ? new Cadence(every, TimeSpan.Zero) : null;
        }

        var cadence = new CadenceParts();
        bool areKnown = Fields.Read(input, mapping, ref cadence);
        if (cadence is { Cadence: null, Grace: null } && areKnown)
        {
            input.Report(node, "The cadence is missing here: write {cadence: 1d} or only 1d");
            return null;
        }

        return cadence.Read(input);
    }
}
