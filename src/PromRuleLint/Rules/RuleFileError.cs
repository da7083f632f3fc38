using PromRuleLint.Text;

namespace PromRuleLint.Rules;

/// <summary>A fault in a rule file's form.</summary>
/// <param name="Kind">What kind.</param>
/// <param name="Range">Where in the file.</param>
/// <param name="Message">What is wrong and what to write instead, for a person.</param>
/// <param name="Replacement">What to write in place of <paramref name="Range"/> where it is plain what was meant.</param>
/// <param name="RelatedRange">Another place that the message speaks of, such as the first of two.</param>
/// <param name="RelatedMessage">What stands at the other place.</param>
public sealed record RuleFileError(RuleFileErrorKind Kind, SourceRange Range, string Message, string? Replacement = null, SourceRange? RelatedRange = null, string? RelatedMessage = null)
{
    /// <summary>The schema in which this is not an error; null if there is none.</summary>
    internal RuleSchema? OtherSchema { get; init; }
}
