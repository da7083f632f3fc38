using System.Collections.Immutable;

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

/// <summary>A function or method that templates can call.</summary>
/// <param name="Parameters">The types of the first arguments.</param>
/// <param name="Rest">The type of all further ones; null where there can be none.</param>
/// <param name="Invoke">Calls it; throws <see cref="TemplateExecutionException"/> with the reason where it fails.</param>
internal sealed record TemplateMethod(ImmutableArray<ParameterType> Parameters, ParameterType? Rest, Func<object?[], object?> Invoke);
