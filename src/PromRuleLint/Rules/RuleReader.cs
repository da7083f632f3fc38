using PromRuleLint.PromQL;
using PromRuleLint.Rules.Mappings;
using PromRuleLint.Text;
using PromRuleLint.Yaml;

namespace PromRuleLint.Rules;

/// <summary>Reads rules.</summary>
/// <param name="options">How the file is read.</param>
/// <param name="errors">Takes what is wrong.</param>
/// <param name="isResource">Whether the rules stand in a Kubernetes resource.</param>
internal sealed class RuleReader(RuleFileReaderOptions options, RuleFileErrors errors, bool isResource) : RuleFieldReader(options, errors, isResource)
{
    /// <summary>Fields whose values are mappings with free keys, into which a field of the rule may be indented by mistake.</summary>
    private static readonly string[] FieldsOfMappings = ["labels", "annotations"];

    /// <summary>The fields of a rule (<c>model/rulefmt/rulefmt.go</c>; <c>app/vmalert/config</c> of VictoriaMetrics).</summary>
    public static FieldTable<RuleReader, RuleParts> Fields { get; } = new(
        "a rule",
        new("record", static (reader, field, ref rule) => rule.Record = reader.Name(field)),
        new("alert", static (reader, field, ref rule) => rule.Alert = reader.Name(field)),
        new("expr", static (reader, field, ref rule) => reader.ReadExpression(field, ref rule)),
        new("for", static (reader, field, ref rule) => rule.For = reader.Duration(field)),
        new("keep_firing_for", static (reader, field, ref rule) => rule.KeepFiringFor = reader.Duration(field)) { Since = new(2, 42) },
        new("labels", static (reader, field, ref rule) => rule.Labels = reader.Labels(field)),
        new("annotations", static (reader, field, ref rule) => rule.Annotations = reader.Annotations(field)),
        new("debug") { Only = [RuleSchema.VictoriaMetrics] },
        new("update_entries_limit") { Only = [RuleSchema.VictoriaMetrics] },
        new("type") { Only = [RuleSchema.VictoriaMetrics] })
    {
        // An unresolved alias is an error by itself; the field is not reported as missing too.
        Unresolved = static (_, field, ref rule) =>
        {
            rule.HasExpression |= field.Name == "expr";
            rule.HasUnreadName |= field.Name is "record" or "alert";
        },
    };

    /// <summary>The language of the group, for rules that set none.</summary>
    public ExpressionLanguage GroupLanguage { get; set; }

    /// <summary>Reads a rule.</summary>
    public Rule Read(YamlMapping node)
    {
        Options.Cancellation.ThrowIfCancellationRequested();
        var rule = new RuleParts { Language = LanguageOf(node) ?? GroupLanguage };
        Fields.Read(this, node, ref rule);
        CheckKind(node, rule);
        CheckHasExpression(node, rule);
        CheckRecord(node, rule);
        if (rule.IsAlert || (!rule.IsRecord && (node["alert"] is not null || node["annotations"] is not null || node["for"] is not null)))
        {
            return new AlertingRule
            {
                Range = node.Range,
                Node = node,
                Name = rule.Alert,
                Expression = rule.Expression,
                LabelList = rule.Labels,
                For = rule.For,
                KeepFiringFor = rule.KeepFiringFor,
                AnnotationList = rule.Annotations,
            };
        }

        return new RecordingRule { Range = node.Range, Node = node, Name = rule.Record, Expression = rule.Expression, LabelList = rule.Labels };
    }

    private void ReadExpression(FieldEntry field, ref RuleParts rule)
    {
        rule.HasExpression = field.Value is not (YamlScalar { Value: "" } or YamlScalar { IsNull: true });
        PromQLOptions options = rule.Language == Options.PromQL.Language ? Options.PromQL : Options.PromQL with { Language = rule.Language };
        rule.Expression = Expression(field, options, Options.Trees);
    }

    private void CheckKind(YamlMapping node, in RuleParts rule)
    {
        if (rule.HasUnreadName)
        {
            return;
        }

        if (rule is { IsRecord: true, IsAlert: true })
        {
            Errors.Add(
                RuleFileErrorKind.RecordAndAlert,
                rule.Alert!.Range,
                "A rule either records or alerts; remove 'record' or 'alert', or make two rules of it.",
                relatedRange: rule.Record!.Range,
                relatedMessage: "'record' is here");
        }
        else if (rule is { IsRecord: false, IsAlert: false }
            && !IsMisspelled(node.Entries, "record") && !IsMisspelled(node.Entries, "alert")
            && node["record"] is not (YamlMapping or YamlSequence) && node["alert"] is not (YamlMapping or YamlSequence))
        {
            SourceRange range = node["alert"] is not null ? KeyOrHead(node, "alert") : KeyOrHead(node, "record");
            Errors.Add(RuleFileErrorKind.NeitherRecordNorAlert, range, "The rule has no name; write 'record:' or 'alert:' with one.");
        }
    }

    private void CheckHasExpression(YamlMapping node, in RuleParts rule)
    {
        // A misspelled 'expr' is reported once, as an unknown field.
        if (rule.HasExpression || (node["expr"] is null && IsMisspelled(node.Entries.Where(static entry => !MappingTable.IsUnresolved(entry)), "expr")))
        {
            return;
        }

        ReportMissingExpression(node, rule);
    }

    private void ReportMissingExpression(YamlMapping node, in RuleParts rule)
    {
        if (node["expr"] is not null)
        {
            Errors.Add(RuleFileErrorKind.MissingExpression, KeyOrHead(node, "expr"), "The rule has no expression; write 'expr:' with one.");
        }
        else if (Array.Find(FieldsOfMappings, field => node[field] is YamlMapping mapping && mapping["expr"] is not null) is { } below)
        {
            Errors.Add(
                RuleFileErrorKind.MissingExpression,
                ((YamlMapping)node[below]!).Entries.First(static entry => NameOf(entry) == "expr").KeyRange,
                $"The rule has no expression: 'expr' stands one level too deep, among its {below}; indent it as '{below}' is indented.");
        }
        else
        {
            SourceRange range = (rule.Alert ?? rule.Record)?.Range is { IsEmpty: false } named ? named : HeadOf(node);
            Errors.Add(RuleFileErrorKind.MissingExpression, range, "The rule has no expression; write 'expr:' with one.");
        }
    }

    private void CheckRecord(YamlMapping node, in RuleParts rule)
    {
        if (!rule.IsRecord)
        {
            return;
        }

        // vmalert passes over them.
        if (Schema != RuleSchema.VictoriaMetrics)
        {
            CheckAlertField(node, "annotations", rule.Annotations.Length > 0);
            CheckAlertField(node, "for", rule.For?.Value is { } hold && hold != TimeSpan.Zero);
            CheckAlertField(node, "keep_firing_for", rule.KeepFiringFor?.Value is { } keep && keep != TimeSpan.Zero);
        }

        YamlScalar record = rule.Record!;
        if (record.Value.AsSpan().IndexOfAny('{', '}') is >= 0 and int brace)
        {
            Errors.Add(
                RuleFileErrorKind.InvalidRecordName,
                record.Range,
                $"'{record.Value}' is no metric name, for it has a '{record.Value[brace]}'; a selector belongs into 'expr', fixed labels into 'labels'.");
        }
        else if (!NameScheme.IsValidMetricName(record.Value, Options.Utf8Names))
        {
            Errors.Add(RuleFileErrorKind.InvalidRecordName, record.Range, $"'{record.Value}' is no metric name; it may have letters, digits, '_' and ':' and does not begin with a digit.");
        }
    }

    private void CheckAlertField(YamlMapping node, string field, bool isThere)
    {
        if (isThere)
        {
            Errors.Add(RuleFileErrorKind.AlertFieldOnRecordingRule, KeyOrHead(node, field), $"A recording rule has no '{field}'; remove it, or write 'alert:' in place of 'record:'.");
        }
    }

    private bool IsMisspelled(IEnumerable<YamlEntry> entries, string field)
    {
        string[] known = Fields.NamesFor(this);
        return entries.Any(entry => NameOf(entry) is { } name && !known.Contains(name) && Nearest(name, known) == field);
    }
}
