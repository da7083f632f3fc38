using PromRuleLint.Text;

namespace PromRuleLint.Diagnostics;

/// <summary>A replacement of one range of a file's text.</summary>
/// <param name="Source">The file.</param>
/// <param name="Range">What is replaced; empty to insert.</param>
/// <param name="NewText">What stands there afterwards, as it is written in the file (escaped as its scalar needs).</param>
public sealed record TextEdit(SourceText Source, SourceRange Range, string NewText);
