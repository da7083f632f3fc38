using PromRuleLint.Rules.Mappings;
using PromRuleLint.Text;
using PromRuleLint.Yaml;

namespace PromRuleLint.Rules;

/// <summary>Finds fields of rules and unit tests that a version of Prometheus or promtool does not have yet.</summary>
internal static class NewerFields
{
    /// <summary>The keys of such fields, each with what is wrong with it.</summary>
    /// <param name="entries">The entries of a mapping.</param>
    /// <param name="table">The fields that such mappings have.</param>
    /// <param name="of">What has them, in the plural.</param>
    /// <param name="target">The version.</param>
    public static IEnumerable<(SourceRange Range, string Message)> Find(IEnumerable<YamlEntry> entries, MappingTable table, string of, Version target)
    {
        var minor = new Version(target.Major, target.Minor);
        foreach (YamlEntry entry in entries)
        {
            if (FieldReader.NameOf(entry) is { } name && table.Find(name)?.Since is { } since && since > minor)
            {
                yield return (entry.KeyRange, $"the field '{name}' of {of} needs Prometheus {since}, but the target is {target}");
            }
        }
    }
}
