using PromRuleLint.Text;

namespace PromRuleLint.PromQL;

/// <summary>A fault in the description of a series.</summary>
/// <param name="Range">Where, in UTF-16 offsets of the text.</param>
/// <param name="Message">What is wrong and what to write instead.</param>
public sealed record SeriesError(TextRange Range, string Message);
