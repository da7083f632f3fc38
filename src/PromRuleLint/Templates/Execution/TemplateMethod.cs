using System.Collections.Immutable;

namespace PromRuleLint.Templates.Execution;

/// <summary>A function or method that templates can call.</summary>
/// <param name="Parameters">The types of the first arguments.</param>
/// <param name="Rest">The type of all further ones; null where there can be none.</param>
/// <param name="Invoke">Calls it; throws <see cref="TemplateExecutionException"/> with the reason where it fails.</param>
internal sealed record TemplateMethod(ImmutableArray<ParameterType> Parameters, ParameterType? Rest, Func<object?[], object?> Invoke);
