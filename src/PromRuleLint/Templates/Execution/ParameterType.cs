namespace PromRuleLint.Templates.Execution;

/// <summary>What an argument must be.</summary>
internal enum ParameterType
{
    /// <summary>Go's <c>interface {}</c>.</summary>
    Any,

    /// <summary>Any value, nil included, as the functions of <c>text/template</c> itself take it.</summary>
    Reflected,
    String,
    Integer,
    Samples,
    Sample,
    Time,
    Duration,
}
