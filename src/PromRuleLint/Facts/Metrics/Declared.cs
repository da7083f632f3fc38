using PromRuleLint.Text;

namespace PromRuleLint.Facts;

/// <summary>Something that a file declares of a metric, with its place.</summary>
/// <typeparam name="T">What it says something of.</typeparam>
/// <param name="Value">What it says.</param>
/// <param name="Source">The file.</param>
/// <param name="Range">Where in it.</param>
public sealed record Declared<T>(T Value, SourceText Source, SourceRange Range);
