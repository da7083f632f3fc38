using System.Collections.Immutable;
using PromRuleLint.Yaml;

namespace PromRuleLint.Hosting;

/// <summary>
/// Reads from a compose file which folders and files of this machine a container sees, and where. Where a service runs an
/// image of Prometheus, or is named so, only such services count: others may have other things at the same place. The other
/// keys of a compose file are the engine's to check.
/// </summary>
internal static class ComposeVolumes
{
    private const string Prometheus = "prometheus";

    /// <summary>The volumes that are folders or files of this machine.</summary>
    /// <param name="yaml">The compose file.</param>
    /// <param name="folder">The full path of its folder, from which its paths start.</param>
    public static ImmutableArray<(string Server, string Local)> Read(YamlFile yaml, string folder)
    {
        if (yaml.Documents is not [YamlMapping root, ..] || root["services"] is not YamlMapping services)
        {
            return [];
        }

        (string Name, YamlMapping Service)[] all = [.. services.Entries.Where(static entry => entry.Value is YamlMapping).Select(static entry => (entry.KeyText ?? "", (YamlMapping)entry.Value))];
        (string Name, YamlMapping Service)[] ofPrometheus = [.. all.Where(static each => $"{each.Name} {each.Service.TextOf("image")}".Contains(Prometheus, StringComparison.OrdinalIgnoreCase))];
        return [.. (ofPrometheus.Length > 0 ? ofPrometheus : all).SelectMany(each => Volumes(each.Service, folder))];
    }

    private static IEnumerable<(string Server, string Local)> Volumes(YamlMapping service, string folder)
    {
        foreach (YamlNode volume in service["volumes"] is YamlSequence volumes ? volumes.Items : [])
        {
            (string? source, string? target) = volume switch
            {
                YamlScalar { IsNull: false } text when text.Value.Split(':') is [var from, var to, ..] => (from, to),
                YamlMapping mapping when mapping.TextOf("type") is null or "bind" => (mapping.TextOf("source"), mapping.TextOf("target")),
                _ => (null, null),
            };

            // A name that is no path is a volume that the engine keeps; what stands in it is not here.
            if (source is ['.' or '/', ..] && target is ['/', ..] && !source.Contains('\0', StringComparison.Ordinal))
            {
                yield return (target, Path.GetFullPath(source, folder));
            }
        }
    }
}
