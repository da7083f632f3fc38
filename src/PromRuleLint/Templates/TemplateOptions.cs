namespace PromRuleLint.Templates;

/// <summary>How templates are read.</summary>
/// <param name="Dialect">Whose variables and functions they may use.</param>
/// <param name="TargetVersion">The oldest Prometheus that must load them; null where the newest is meant.</param>
internal sealed record TemplateOptions(TemplateDialect Dialect = TemplateDialect.Prometheus, Version? TargetVersion = null)
{
    /// <summary>Ends the reading of a template, which may be as long as a file.</summary>
    public CancellationToken Cancellation { get; init; }

    private static readonly string[] PrometheusVariables = ["$labels", "$externalLabels", "$externalURL", "$value"];
    private static readonly string[] PrometheusDataFields = ["Labels", "ExternalLabels", "ExternalURL", "Value"];
    private static readonly string[] VmVariables = [.. PrometheusVariables, "$expr", "$activeAt", "$alertID", "$groupID", "$for", "$type", "$isPartial"];
    private static readonly string[] VmDataFields = [.. PrometheusDataFields, "Expr", "ActiveAt", "AlertID", "GroupID", "For", "Type", "IsPartial"];

    public static TemplateOptions Default { get; } = new();

    /// <summary>The variables that are declared before a template begins.</summary>
    public IReadOnlyList<string> Variables => Dialect == TemplateDialect.VictoriaMetrics ? VmVariables : PrometheusVariables;

    /// <summary>Whether a variable that is not declared here is one of vmalert's.</summary>
    public bool IsOfVictoriaMetrics(string variable) => Dialect == TemplateDialect.Prometheus && VmVariables.Contains(variable) && !PrometheusVariables.Contains(variable);

    /// <summary>Whether a field that is not there is one of vmalert's data.</summary>
    public bool IsFieldOfVictoriaMetrics(string field) => Dialect == TemplateDialect.Prometheus && VmDataFields.Contains(field) && !PrometheusDataFields.Contains(field);

    /// <summary>The fields of what a template is executed with.</summary>
    public IReadOnlyList<string> DataFields => Dialect == TemplateDialect.VictoriaMetrics ? VmDataFields : PrometheusDataFields;
}
