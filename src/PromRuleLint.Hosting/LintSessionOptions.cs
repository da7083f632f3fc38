using System.Collections.Immutable;

namespace PromRuleLint.Hosting;

/// <summary>What a host lints with.</summary>
public sealed record LintSessionOptions
{
    /// <summary>The full path of the configuration file that holds for all files; null to look one up for each.</summary>
    public string? ConfigurationFile { get; init; }

    /// <summary>Whether no configuration file is looked at.</summary>
    public bool IgnoreConfiguration { get; init; }

    /// <summary>Full paths of assemblies with custom checks, besides those that configuration files name.</summary>
    public ImmutableArray<string> CheckAssemblies { get; init; } = [];

    /// <summary>
    /// Whether configuration files that were found may have code loaded (<c>checks</c>) and files read anywhere: for a host
    /// that runs what the repository holds anyway, as a build does. One that <see cref="ConfigurationFile"/> names always may.
    /// </summary>
    public bool TrustsRepository { get; init; }

    /// <summary>Full paths of folders outside of the repository that may be read.</summary>
    public ImmutableArray<string> AllowedFolders { get; init; } = [];

    /// <summary>
    /// The full path of a file in which a run that found nothing is remembered, so that the next one over the same input does
    /// not lint again; null to lint always. Its folder must exist.
    /// </summary>
    public string? CacheFile { get; init; }

    /// <summary>The full path of the folder that findings name configuration files relative to; null for full paths.</summary>
    public string? DisplayFolder { get; init; }
}
