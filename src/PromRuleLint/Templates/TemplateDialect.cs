namespace PromRuleLint.Templates;

/// <summary>Whose templates they are.</summary>
internal enum TemplateDialect
{
    /// <summary>Prometheus, and what embeds its rule manager: Thanos, Mimir, Loki.</summary>
    Prometheus,

    /// <summary>vmalert of VictoriaMetrics.</summary>
    VictoriaMetrics,
}
