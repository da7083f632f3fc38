namespace PromRuleLint.PromQL;

/// <summary>The language of an expression, given by the schema of the file, the type of the group or the kind of the resource.</summary>
public enum ExpressionLanguage
{
    /// <summary>Prometheus' own.</summary>
    PromQL,

    /// <summary>That of VictoriaMetrics, most of which is PromQL: read where it is, left alone where it goes beyond.</summary>
    MetricsQL,

    /// <summary>That of Loki; not read.</summary>
    LogQL,

    /// <summary>That of VictoriaLogs; not read.</summary>
    LogsQL,

    /// <summary>That of Graphite; not read.</summary>
    Graphite,
}
