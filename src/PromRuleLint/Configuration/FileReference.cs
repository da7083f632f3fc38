using PromRuleLint.Diagnostics;

namespace PromRuleLint.Configuration;

/// <summary>A file that the configuration names.</summary>
/// <param name="Path">Its path, relative to the configuration file.</param>
/// <param name="NamedAt">Where it is named.</param>
public sealed record FileReference(string Path, Location NamedAt);
