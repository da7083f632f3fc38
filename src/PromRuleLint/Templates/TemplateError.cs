using PromRuleLint.Text;

namespace PromRuleLint.Templates;

/// <summary>A fault in a template.</summary>
/// <param name="Kind">What kind.</param>
/// <param name="Range">Where, in UTF-16 offsets of the template.</param>
/// <param name="Message">What is wrong and what to write instead, for a person.</param>
/// <param name="Replacement">What to write in place of <paramref name="Range"/> where it is plain what was meant, such as the nearest name.</param>
public sealed record TemplateError(TemplateErrorKind Kind, TextRange Range, string Message, string? Replacement = null)
{
    /// <summary>Whether it is a fault only where the value of the alert is a float, not a native histogram.</summary>
    public bool IsOnlyForFloats { get; init; }

    /// <summary>Whether the templates of vmalert have the name.</summary>
    internal bool IsOfVictoriaMetrics { get; init; }
}
