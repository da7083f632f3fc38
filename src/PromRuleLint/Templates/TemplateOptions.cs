namespace PromRuleLint.Templates;

/// <summary>How templates are read.</summary>
/// <param name="Dialect">Whose variables and functions they may use.</param>
/// <param name="TargetVersion">The oldest Prometheus that must load them; null where the newest is meant.</param>
internal sealed record TemplateOptions(TemplateDialect Dialect = TemplateDialect.Prometheus, Version? TargetVersion = null)
{
    /// <summary>Ends the reading of a template, which may be as long as a file.</summary>
    public CancellationToken Cancellation { get; init; }

    private static readonly string[] s_variables = ["$labels", "$externalLabels", "$externalURL", "$value"];
    private static readonly string[] s_dataFields = ["Labels", "ExternalLabels", "ExternalURL", "Value"];
    private static readonly string[] s_vmVariables = [.. s_variables, "$expr", "$activeAt", "$alertID", "$groupID", "$for", "$type", "$isPartial"];
    private static readonly string[] s_vmDataFields = [.. s_dataFields, "Expr", "ActiveAt", "AlertID", "GroupID", "For", "Type", "IsPartial"];

    public static TemplateOptions Default { get; } = new();

    /// <summary>The variables that are declared before a template begins.</summary>
    public IReadOnlyList<string> Variables => Dialect == TemplateDialect.VictoriaMetrics ? s_vmVariables : s_variables;

    /// <summary>Whether a variable that is not declared here is one of vmalert's.</summary>
    public bool IsOfVictoriaMetrics(string variable) => Dialect == TemplateDialect.Prometheus && s_vmVariables.Contains(variable) && !s_variables.Contains(variable);

    /// <summary>Whether a field that is not there is one of vmalert's data.</summary>
    public bool IsFieldOfVictoriaMetrics(string field) => Dialect == TemplateDialect.Prometheus && s_vmDataFields.Contains(field) && !s_dataFields.Contains(field);

    /// <summary>The fields of what a template is executed with.</summary>
    public IReadOnlyList<string> DataFields => Dialect == TemplateDialect.VictoriaMetrics ? s_vmDataFields : s_dataFields;
}
