namespace PromRuleLint.Rules;

/// <summary>In what wrapping a file holds rules.</summary>
public enum RuleFileKind
{
    /// <summary>A plain rule file: <c>groups:</c> at the top.</summary>
    Plain,

    /// <summary>A PrometheusRule resource or a list of such.</summary>
    PrometheusRule,

    /// <summary>A ConfigMap whose values are rule files.</summary>
    ConfigMap,

    /// <summary>Unit tests of rules.</summary>
    UnitTests,

    /// <summary>YAML that holds no rules known here.</summary>
    Other,
}
