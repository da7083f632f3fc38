using System.Collections.Immutable;

namespace PromRuleLint.PromQL;

/// <summary>The labels that Prometheus gives to all series of a target.</summary>
internal static class TargetLabels
{
    /// <summary>The name of the scrape configuration.</summary>
    public const string Job = "job";

    /// <summary>The address of the target.</summary>
    public const string Instance = "instance";

    /// <summary>Both.</summary>
    public static ImmutableArray<string> All { get; } = [Job, Instance];
}
