using System.Collections.Immutable;
using PromRuleLint.Rules.Mappings;
using PromRuleLint.Text;
using PromRuleLint.Yaml;

namespace PromRuleLint.Rules;

/// <summary>Reads the groups of one rule file, or of the <c>spec</c> of one resource.</summary>
/// <param name="options">How the file is read.</param>
/// <param name="errors">Takes what is wrong.</param>
/// <param name="isResource">Whether the groups stand in a Kubernetes resource.</param>
internal sealed class RuleGroupReader(RuleFileReaderOptions options, RuleFileErrors errors, bool isResource = false) : RuleFieldReader(options, errors, isResource)
{
    private readonly RuleReader _rules = new(options, errors, isResource);
    private readonly Dictionary<string, SourceRange> _names = new(StringComparer.Ordinal);

    /// <summary>The fields of a group (<c>model/rulefmt/rulefmt.go</c>; <c>pkg/rules</c> of Thanos, <c>pkg/mimirtool/rules/rwrulefmt</c> of Mimir, <c>app/vmalert/config</c> of VictoriaMetrics).</summary>
    public static FieldTable<RuleGroupReader, RuleGroupParts> Fields { get; } = new(
        "a group",
        new("name", static (reader, field, ref group) => group.Name = reader.Name(field)),
        new("interval", static (reader, field, ref group) => group.Interval = reader.Duration(field)),
        new("query_offset", static (reader, field, ref group) => group.QueryOffset = reader.Duration(field)) { Since = new(2, 53) },
        new("limit", static (reader, field, ref group) => group.Limit = reader.Limit(field)) { Since = new(2, 31) },
        new("labels", static (reader, field, ref group) => group.Labels = reader.Labels(field)) { Since = new(3, 0) },
        new("rules", static (reader, field, ref group) => group.Rules = group.Rules.AddRange(reader.Each(field, RuleReader.Fields, reader._rules.Read))),
        new("partial_response_strategy", static (reader, field, ref _) => reader.CheckStrategy(field)) { Only = [RuleSchema.Thanos] },
        new("source_tenants", static (reader, field, ref _) => reader.Texts(field)) { Only = [RuleSchema.Mimir, RuleSchema.Loki] },
        new("evaluation_delay", static (reader, field, ref _) => reader.Duration(field)) { Only = [RuleSchema.Mimir, RuleSchema.Loki] },
        new("align_evaluation_time_on_interval") { Only = [RuleSchema.Mimir] },
        new("remote_write") { Only = [RuleSchema.Mimir, RuleSchema.Loki] },
        new("type") { Only = [RuleSchema.VictoriaMetrics] },
        new("tenant") { Only = [RuleSchema.VictoriaMetrics] },
        new("concurrency") { Only = [RuleSchema.VictoriaMetrics] },
        new("params") { Only = [RuleSchema.VictoriaMetrics] },
        new("headers") { Only = [RuleSchema.VictoriaMetrics] },
        new("notifier_headers") { Only = [RuleSchema.VictoriaMetrics] },
        new("extra_filter_labels") { Only = [RuleSchema.VictoriaMetrics] },
        new("eval_offset", static (reader, field, ref _) => reader.Duration(field)) { Only = [RuleSchema.VictoriaMetrics] },
        new("eval_delay", static (reader, field, ref _) => reader.Duration(field)) { Only = [RuleSchema.VictoriaMetrics] },
        new("eval_alignment") { Only = [RuleSchema.VictoriaMetrics] },
        new("debug") { Only = [RuleSchema.VictoriaMetrics] });

    /// <summary>The fields at the top of a rule file.</summary>
    private static FieldTable<RuleGroupReader, ImmutableArray<RuleGroup>> FileFields { get; } = new(
        "a rule file",
        new("groups", static (reader, field, ref groups) => groups = groups.AddRange(reader.Each(field, Fields, reader.ReadGroup))) { IsReadMisspelled = true },
        new("namespace", static (reader, field, ref _) => reader.Text(field)) { Only = [RuleSchema.Mimir, RuleSchema.Loki] },
        new("tenantID", static (reader, field, ref _) => reader.Text(field)) { Only = [RuleSchema.Loki] });

    /// <summary>Reads the top level: a mapping with <c>groups</c>.</summary>
    public ImmutableArray<RuleGroup> ReadFile(YamlNode node)
    {
        ImmutableArray<RuleGroup> groups = [];
        if (node is YamlSequence)
        {
            Errors.Add(RuleFileErrorKind.WrongValueType, HeadOf(node), "A rule file begins with 'groups:', not with a list; put the list below it.");
        }
        else
        {
            FileFields.Read(this, node, ref groups);
        }

        return groups;
    }

    private RuleGroup ReadGroup(YamlMapping node)
    {
        _rules.GroupLanguage = LanguageOf(node) ?? LanguageOf(Schema);
        var group = new RuleGroupParts();
        Fields.Read(this, node, ref group);
        CheckName(node, group.Name);
        return new RuleGroup
        {
            Range = node.Range,
            Node = node,
            Name = group.Name,
            Interval = group.Interval,
            QueryOffset = group.QueryOffset,
            Limit = group.Limit,
            LabelList = group.Labels,
            Schema = Schema,
            Rules = group.Rules,
        };
    }

    private void CheckName(YamlMapping node, YamlScalar? name)
    {
        // Prometheus counts the empty name as one that can stand twice; that it is empty is reported already.
        if (string.IsNullOrEmpty(name?.Value))
        {
            if (node["name"] is null or YamlScalar)
            {
                Errors.Add(RuleFileErrorKind.EmptyGroupName, name?.Range is { IsEmpty: false } there ? there : KeyOrHead(node, "name"), "The group has no name; write 'name:' with one that no other group of the file has.");
            }
        }
        else if (!_names.TryAdd(name.Value, name.Range))
        {
            Errors.Add(
                RuleFileErrorKind.DuplicateGroupName,
                name.Range,
                $"The group name '{name.Value}' stands twice in this file; Prometheus refuses the file. Rename one of the groups or join them.",
                relatedRange: _names[name.Value],
                relatedMessage: "the first is here");
        }
    }

    private void CheckStrategy(FieldEntry field)
    {
        if (Text(field) is { } strategy && strategy.Value.ToUpperInvariant() is not ("" or "ABORT" or "WARN"))
        {
            Errors.Add(
                RuleFileErrorKind.InvalidPartialResponseStrategy,
                strategy.Range,
                $"'{strategy.Value}' is no partial response strategy; write 'abort' or 'warn'.",
                NearestName.Find(strategy.Value, ["abort", "warn"]));
        }
    }
}
