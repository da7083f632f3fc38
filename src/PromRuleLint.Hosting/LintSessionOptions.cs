using System.Collections.Immutable;

namespace PromRuleLint.Hosting;

/// <summary>What a host lints with.</summary>
public sealed record LintSessionOptions
{
    /// <summary>The full path of the configuration file that holds for all files; null to look one up for each.</summary>
    public string? ConfigurationFile { get; init; }

    /// <summary>Whether no configuration file is looked at.</summary>
    public bool IgnoreConfiguration { get; init; }

    /// <summary>Full paths of assemblies with checks of one's own, besides those that configuration files name.</summary>
    public ImmutableArray<string> CheckAssemblies { get; init; } = [];

    /// <summary>The full path of the folder that findings name configuration files relative to; null for full paths.</summary>
    public string? DisplayFolder { get; init; }
}
