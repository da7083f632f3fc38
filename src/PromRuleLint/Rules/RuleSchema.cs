namespace PromRuleLint.Rules;

/// <summary>Whose rule files are read: which fields they may have.</summary>
public enum RuleSchema
{
    /// <summary>Prometheus.</summary>
    Prometheus,

    /// <summary>Thanos Ruler: <c>partial_response_strategy</c> too.</summary>
    Thanos,

    /// <summary>The ruler of Grafana Mimir and Cortex: <c>namespace</c>, <c>source_tenants</c> and others too.</summary>
    Mimir,

    /// <summary>vmalert of VictoriaMetrics: <c>concurrency</c>, <c>params</c> and others too; all documents of a file count.</summary>
    VictoriaMetrics,

    /// <summary>The ruler of Grafana Loki: groups and rules as Mimir has them, with expressions in LogQL.</summary>
    Loki,
}
