namespace PromRuleLint.Evaluation;

/// <summary>What an annotation is.</summary>
public enum AnnotationSeverity
{
    /// <summary>Worth to know, such as a <c>rate</c> of what is no counter by its name.</summary>
    Info,

    /// <summary>The result may not be what was meant.</summary>
    Warning,
}
