namespace PromRuleLint.Rules;

/// <summary>The fields that each level of a rule file may have under a schema.</summary>
internal sealed class RuleFields
{
    private static readonly string[] GroupFields = ["name", "interval", "query_offset", "limit", "labels", "rules"];
    private static readonly string[] AlertFields = ["record", "alert", "expr", "for", "keep_firing_for", "labels", "annotations"];

    private static readonly RuleFields Prometheus = new(["groups"], GroupFields, AlertFields);
    private static readonly RuleFields Thanos = new(["groups"], [.. GroupFields, "partial_response_strategy"], AlertFields);
    private static readonly RuleFields Mimir = new(
        ["groups", "namespace"],
        [.. GroupFields, "source_tenants", "evaluation_delay", "align_evaluation_time_on_interval", "remote_write"],
        AlertFields);

    private static readonly RuleFields Loki = new(
        ["groups", "namespace", "tenantID"],
        [.. GroupFields, "source_tenants", "evaluation_delay", "remote_write"],
        AlertFields);

    private static readonly RuleFields VictoriaMetrics = new(
        ["groups"],
        [.. GroupFields, "type", "tenant", "concurrency", "params", "headers", "notifier_headers", "extra_filter_labels", "eval_offset", "eval_delay", "eval_alignment", "debug"],
        [.. AlertFields, "debug", "update_entries_limit", "type"]);

    private RuleFields(string[] file, string[] group, string[] rule)
    {
        File = file;
        Group = group;
        Rule = rule;
    }

    /// <summary>At the top.</summary>
    public string[] File { get; }

    /// <summary>Of a group.</summary>
    public string[] Group { get; }

    /// <summary>Of a rule.</summary>
    public string[] Rule { get; }

    /// <summary>The schema other than Prometheus' that has a field at a level; null where none has.</summary>
    public static RuleSchema? SchemaOf(string field, Func<RuleFields, string[]> level) =>
        level(Mimir).Contains(field) ? RuleSchema.Mimir
        : level(Thanos).Contains(field) ? RuleSchema.Thanos
        : level(VictoriaMetrics).Contains(field) ? RuleSchema.VictoriaMetrics
        : level(Loki).Contains(field) ? RuleSchema.Loki
        : null;

    /// <summary>Whether a group has a field under some schema.</summary>
    public static bool IsFieldOfGroup(string field) =>
        Mimir.Group.Contains(field) || Thanos.Group.Contains(field) || VictoriaMetrics.Group.Contains(field) || Loki.Group.Contains(field);

    public static RuleFields For(RuleSchema schema) => schema switch
    {
        RuleSchema.Thanos => Thanos,
        RuleSchema.Mimir => Mimir,
        RuleSchema.VictoriaMetrics => VictoriaMetrics,
        RuleSchema.Loki => Loki,
        _ => Prometheus,
    };
}
