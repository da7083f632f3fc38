namespace PromRuleLint.Templates;

/// <summary>What is known of a value in a template.</summary>
internal enum ValueType
{
    Unknown,

    /// <summary>What the template is executed with: labels, external labels, external URL and value.</summary>
    Data,
    Labels,
    ExternalLabels,

    /// <summary>The alert's value: a float, or a native histogram.</summary>
    AlertValue,

    /// <summary>The value of a sample of a query: a float, or a native histogram.</summary>
    SampleValue,
    String,

    /// <summary>A string that is surely no number, such as a percentage.</summary>
    NoNumber,

    /// <summary>Of a parameter: what can be taken for a number: a number, or a string that holds one.</summary>
    Number,
    Integer,
    Float,
    Bool,
    Samples,
    Sample,
    SampleLabels,
}
