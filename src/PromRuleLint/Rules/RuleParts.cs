using PromRuleLint.PromQL;
using PromRuleLint.Yaml;

namespace PromRuleLint.Rules;

/// <summary>What the fields of a rule say.</summary>
internal struct RuleParts
{
    /// <summary>The language of the expression.</summary>
    public ExpressionLanguage Language { get; init; }

    public YamlScalar? Record { get; set; }

    public YamlScalar? Alert { get; set; }

    public RuleExpression? Expression { get; set; }

    /// <summary>Whether there is an expression, even if it cannot be read.</summary>
    public bool HasExpression { get; set; }

    /// <summary>Whether the name is an alias without an anchor.</summary>
    public bool HasUnreadName { get; set; }

    public RuleDuration? For { get; set; }

    public RuleDuration? KeepFiringFor { get; set; }

    public LabelList Labels { get; set; }

    public LabelList Annotations { get; set; }

    public readonly bool IsRecord => !string.IsNullOrEmpty(Record?.Value);

    public readonly bool IsAlert => !string.IsNullOrEmpty(Alert?.Value);
}
