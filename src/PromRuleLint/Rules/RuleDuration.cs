using PromRuleLint.Yaml;

namespace PromRuleLint.Rules;

/// <summary>A duration field: its text and, where it is valid, its value.</summary>
/// <param name="Scalar">The value as written.</param>
/// <param name="Value">The duration; null where the text is none.</param>
public sealed record RuleDuration(YamlScalar Scalar, TimeSpan? Value);
