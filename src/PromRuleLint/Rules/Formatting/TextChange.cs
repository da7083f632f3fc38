using PromRuleLint.Text;

namespace PromRuleLint.Rules.Formatting;

/// <summary>A replacement in the text of a file.</summary>
/// <param name="Range">What is replaced; empty to insert.</param>
/// <param name="NewText">What stands there afterwards.</param>
public sealed record TextChange(SourceRange Range, string NewText);
