using PromRuleLint.Text;

namespace PromRuleLint.Hosting;

/// <summary>A file that fixes have changed.</summary>
/// <param name="File">The file.</param>
/// <param name="Before">Its text before.</param>
/// <param name="After">Its text after.</param>
public sealed record FixedFile(FoundFile File, SourceText Before, string After);
