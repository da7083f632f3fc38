using PromRuleLint.Diagnostics;
using PromRuleLint.Text;

namespace PromRuleLint.Hosting;

/// <summary>A file that a host was asked to look at.</summary>
/// <param name="FullPath">Where it is; for text without a file, where one would be (its configuration is looked up from there).</param>
/// <param name="DisplayPath">How findings name it.</param>
/// <param name="IsNamed">
/// Whether it was asked for by its own name. A file that a search came upon may turn out to be YAML of another kind and
/// is then left alone.
/// </param>
public sealed record FoundFile(string FullPath, string DisplayPath, bool IsNamed)
{
    /// <summary>The text where it is at hand already, as from standard input; null to read the file.</summary>
    public SourceText? Text { get; init; }

    /// <summary>The full path with all links resolved, where the search has found it out; else null.</summary>
    internal string? RealPath { get; init; }

    /// <summary>Where another file names it, such as an entry of <c>rule_files</c>; null where a person or a search did. If it cannot be read, that place is reported.</summary>
    public Location? NamedAt { get; init; }
}
