using PromRuleLint.Yaml;

namespace PromRuleLint.Rules;

/// <summary>A label or annotation.</summary>
/// <param name="Name">The name.</param>
/// <param name="Value">The value; of an alerting rule a template.</param>
public sealed record LabelEntry(YamlScalar Name, YamlScalar Value);
