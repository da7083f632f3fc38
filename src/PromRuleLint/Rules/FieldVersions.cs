using System.Collections.Frozen;
using PromRuleLint.Yaml;

namespace PromRuleLint.Rules;

/// <summary>Since when Prometheus and promtool know fields of rules and unit tests that came after 2.30.</summary>
internal static class FieldVersions
{
    /// <summary>Fields of unit-test files (<c>cmd/promtool/unittest.go</c>).</summary>
    public static FrozenDictionary<string, Version> OfTests { get; } = new Dictionary<string, Version>
    {
        ["fuzzy_compare"] = new(3, 4),
        ["start_timestamp"] = new(3, 9),
    }.ToFrozenDictionary();

    /// <summary>Fields of groups (<c>model/rulefmt/rulefmt.go</c>).</summary>
    public static FrozenDictionary<string, Version> OfGroups { get; } = new Dictionary<string, Version>
    {
        ["labels"] = new(3, 0),
        ["limit"] = new(2, 31),
        ["query_offset"] = new(2, 53),
    }.ToFrozenDictionary();

    /// <summary>Fields of rules.</summary>
    public static FrozenDictionary<string, Version> OfRules { get; } = new Dictionary<string, Version>
    {
        ["keep_firing_for"] = new(2, 42),
    }.ToFrozenDictionary();

    /// <summary>The version that a field came with, where a target does not know it yet; null otherwise.</summary>
    public static Version? Since(YamlEntry entry, FrozenDictionary<string, Version> fields, Version target) =>
        entry.KeyText is { } key && fields.TryGetValue(key, out Version? since) && since > new Version(target.Major, target.Minor) ? since : null;

    /// <summary>What is wrong with such a field.</summary>
    public static string Tell(YamlEntry entry, string of, Version since, Version target) =>
        $"the field '{(entry.Key as YamlScalar)?.Value}' of {of} needs Prometheus {since}, but the target is {target}";
}
