namespace PromRuleLint.RuleSets;

/// <summary>Why files are taken for files that one server loads together.</summary>
public enum RuleSetEvidence
{
    /// <summary><c>rule_set</c> in their configuration names the rule set.</summary>
    Named,

    /// <summary><c>rule_files</c> of a Prometheus configuration lists them.</summary>
    PrometheusConfiguration,

    /// <summary><c>rule_files</c> of a unit-test file lists them.</summary>
    UnitTests,

    /// <summary>They are templates of one Helm chart, or resources of one mixin.</summary>
    Release,

    /// <summary>They stand in one folder.</summary>
    Folder,

    /// <summary>Nothing: the file is a variant of another one, or an example.</summary>
    Alone,
}
