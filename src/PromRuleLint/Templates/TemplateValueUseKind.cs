namespace PromRuleLint.Templates;

/// <summary>How a template uses the alert's value.</summary>
public enum TemplateValueUseKind
{
    /// <summary>Printed as it is.</summary>
    Printed,

    /// <summary>Handed to one of the <c>humanize…</c> functions or <c>toTime</c>, <c>toDuration</c>.</summary>
    Humanized,

    /// <summary>Formatted by <c>printf</c>.</summary>
    Formatted,

    /// <summary>Only compared or asked for: what is printed can change with it, but not with every change.</summary>
    Compared,

    /// <summary>Any other use, such as an argument of another function or template.</summary>
    Other,
}
