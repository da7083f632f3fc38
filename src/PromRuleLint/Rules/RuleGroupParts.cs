using System.Collections.Immutable;
using PromRuleLint.Yaml;

namespace PromRuleLint.Rules;

/// <summary>What the fields of a group say.</summary>
internal struct RuleGroupParts()
{
    public YamlScalar? Name { get; set; }

    public RuleDuration? Interval { get; set; }

    public RuleDuration? QueryOffset { get; set; }

    public long? Limit { get; set; }

    public LabelList Labels { get; set; }

    public ImmutableArray<Rule> Rules { get; set; } = [];
}
