using System.Collections.Immutable;
using System.Net;
using PromRuleLint.Hosting;
using PromRuleLint.Operations.Http;
using PromRuleLint.Operations.Rules;

namespace PromRuleLint.Operations.Reloading;

/// <summary>What a reload works with.</summary>
internal sealed record ReloadSettings
{
    /// <summary>The full paths of the rule files that were checked.</summary>
    public required ImmutableArray<string> Files { get; init; }

    /// <summary>The groups that they hold.</summary>
    public required ImmutableArray<RuleGroupRecord> Groups { get; init; }

    /// <summary>Where the server's paths are on this machine.</summary>
    public required PathMap Paths { get; init; }

    /// <summary>The files that a path or glob on this machine leads to.</summary>
    public required Func<string, IEnumerable<string>> Expand { get; init; }

    /// <summary>How a file is named.</summary>
    public required Func<string, string> Display { get; init; }

    /// <summary>The textfile directory; null where there is none to look at.</summary>
    public string? TextfileDirectory { get; init; }

    /// <summary>The job of the node exporter; null where there is none to look at.</summary>
    public string? ExporterJob { get; init; }

    /// <summary>The server's process, which is then sent SIGHUP; null to use its API.</summary>
    public int? ProcessId { get; init; }

    /// <summary>Whether the reload itself and what follows is left out.</summary>
    public bool IsDryRun { get; init; }

    /// <summary>How often the reload is tried.</summary>
    public int Tries { get; init; } = 3;

    /// <summary>The pause after the first try; it doubles with each.</summary>
    public TimeSpan Pause { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How long to wait for the server to say that it has reloaded.</summary>
    public TimeSpan LoadTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long to wait for two rounds of all groups; null for what their intervals ask for.</summary>
    public TimeSpan? HealthTimeout { get; init; }
}
