using PromRuleLint.Diagnostics;
using PromRuleLint.Text;
using PromRuleLint.Yaml;

namespace PromRuleLint.Configuration;

/// <summary>Mappings whose keys are ids or names of checks.</summary>
internal static class CheckKeys
{
    /// <summary>The entries whose keys name a check; for the others, and for what is no mapping, there is a finding.</summary>
    /// <param name="input">Takes the findings.</param>
    /// <param name="node">The value; null is an empty mapping.</param>
    /// <param name="expected">What to say of a value that is no mapping.</param>
    public static IEnumerable<(YamlScalar Key, DiagnosticDescriptor Descriptor, YamlNode Value)> Read(ConfigurationInput input, YamlNode node, string expected)
    {
        foreach ((YamlScalar key, YamlNode value) in input.Named(node, "The id or the name of a check", expected))
        {
            if (Find(input, key) is { } descriptor)
            {
                yield return (key, descriptor, value);
            }
        }
    }

    /// <summary>The check that a key names; null, with a finding, if there is none.</summary>
    private static DiagnosticDescriptor? Find(ConfigurationInput input, YamlScalar key)
    {
        foreach (DiagnosticDescriptor each in input.Descriptors)
        {
            if (string.Equals(each.Id, key.Value, StringComparison.OrdinalIgnoreCase) || string.Equals(each.Name, key.Value, StringComparison.OrdinalIgnoreCase))
            {
                return each;
            }
        }

        // A wrong digit gives another valid id, so only names have a nearest one.
        string? nearest = key.Value.Contains('-') || !key.Value.Any(char.IsAsciiDigit) ? NearestName.Find(key.Value, input.Descriptors.Select(static each => each.Name)) : null;
        input.Report(ToolDiagnostics.UnknownCheck, key.Range, key.Value, nearest is null ? "" : $"; did you mean '{nearest}'?");
        return null;
    }
}
