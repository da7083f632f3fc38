using PromRuleLint.Rules;

namespace PromRuleLint.Hosting.Git;

/// <summary>A rule file that is compared with what a git revision holds.</summary>
/// <param name="FullPath">Where it is.</param>
/// <param name="DisplayPath">How findings name it.</param>
/// <param name="Now">The file as it is.</param>
/// <param name="Options">How it was read, and other versions of it are.</param>
public sealed record ComparedFile(string FullPath, string DisplayPath, RuleFile Now, RuleFileReaderOptions Options)
{
    /// <summary>Whether it came from elsewhere than the file of that name, which it then need not be the same as.</summary>
    public bool IsInMemory { get; init; }

    /// <summary>The rule set that it belongs to, as <see cref="Results.Changes.RuleFileVersions.RuleSet"/>.</summary>
    public string RuleSet { get; init; } = "";
}
