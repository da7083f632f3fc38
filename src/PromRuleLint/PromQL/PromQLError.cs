using PromRuleLint.Text;

namespace PromRuleLint.PromQL;

/// <summary>A fault in an expression.</summary>
/// <param name="Kind">What kind.</param>
/// <param name="Range">Where, in UTF-16 offsets of the expression.</param>
/// <param name="Message">What is wrong and what to write instead, for a person.</param>
/// <param name="Replacement">What to write in place of <paramref name="Range"/> where it is plain what was meant, such as the nearest name.</param>
public sealed record PromQLError(PromQLErrorKind Kind, TextRange Range, string Message, string? Replacement = null)
{
    /// <summary>Whether it is about a function that MetricsQL has.</summary>
    internal bool IsOfMetricsQL { get; init; }

    /// <summary>Whether a bracket is at fault, so that others that are left open may follow from it.</summary>
    internal bool IsOfNesting { get; init; }

    /// <summary>The other language that the text plainly is in; null where none is plain.</summary>
    internal ExpressionLanguage? OtherLanguage { get; init; }
}
