using System.Collections.Immutable;

namespace PromRuleLint.Configuration;

/// <summary>Which files are looked at.</summary>
public sealed record FilesConfiguration
{
    /// <summary>Globs of files to look at, relative to the configuration file; empty for the host's default.</summary>
    public ImmutableArray<string> Include { get; init; } = [];

    /// <summary>Globs of files to leave out, relative to the configuration file.</summary>
    public ImmutableArray<string> Exclude { get; init; } = [];
}
