
namespace PromRuleLint.Checks;

/// <summary>What a template is.</summary>
public enum TemplateOwner
{
    /// <summary>A label of an alerting rule.</summary>
    Label,

    /// <summary>An annotation of an alerting rule.</summary>
    Annotation,

    /// <summary>A label of a group. Prometheus loads the file whatever is wrong with it.</summary>
    GroupLabel,
}
