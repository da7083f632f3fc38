using System.Collections.Immutable;
using PromRuleLint.PromQL;
using PromRuleLint.Text;
using PromRuleLint.Yaml;

namespace PromRuleLint.Rules;

/// <summary>Reads the groups of one rule file, or of the <c>spec</c> of one resource.</summary>
internal sealed class RuleGroupReader(RuleFileReaderOptions options, RuleFileErrors errors, ImmutableArray<RuleGroup>.Builder groups)
{
    /// <summary>Fields whose entries are the user's own, so that a field of the rule may slip among them.</summary>
    private static readonly string[] FieldsOfMappings = ["labels", "annotations"];

    private readonly RuleFields _fields = RuleFields.For(options.Schema);
    private readonly FieldReader _reader = new(errors) { LenientDurations = options.Schema == RuleSchema.VictoriaMetrics };
    private ExpressionLanguage _language = LanguageOf(options.Schema);
    private readonly Dictionary<string, SourceRange> _names = new(StringComparer.Ordinal);

    /// <summary>Whether the groups stand in a Kubernetes resource, whose API server wants strings to be strings.</summary>
    public bool IsResource { get; init; }

    /// <summary>Reads what stands at the top: a mapping with <c>groups</c>.</summary>
    public void ReadFile(YamlNode node)
    {
        if (node is YamlSequence)
        {
            errors.Add(RuleFileErrorKind.WrongValueType, RuleDocument.HeadOf(node), "A rule file begins with 'groups:', not with a list; put the list below it.");
            return;
        }

        if (_reader.Mapping(node, "a rule file") is not { } mapping)
        {
            return;
        }

        foreach (YamlEntry entry in mapping.Entries)
        {
            string? name = FieldReader.NameOf(entry);
            if (name != "groups")
            {
                if (name is not null && _fields.File.Contains(name))
                {
                    _ = _reader.Text(entry.Value, name);
                    continue;
                }

                _reader.UnknownField(entry, _fields.File, "a rule file", static fields => fields.File);
                if (name is null || NearestName.Find(name, ["groups"]) is null)
                {
                    continue;
                }
            }

            groups.AddRange(_reader.Each(entry.Value, "groups", "a group", ReadGroup));
        }
    }

    private RuleGroup ReadGroup(YamlMapping node)
    {
        YamlScalar? name = null;
        RuleDuration? interval = null;
        RuleDuration? queryOffset = null;
        long? limit = null;
        ImmutableArray<LabelEntry> labels = [];
        var rules = ImmutableArray.CreateBuilder<Rule>();
        _language = LanguageOf(node) ?? LanguageOf(options.Schema);
        foreach (YamlEntry entry in node.Entries)
        {
            switch (FieldReader.NameOf(entry))
            {
                case "name":
                    name = Text(entry.Value, "name");
                    break;

                case "interval":
                    interval = _reader.Duration(entry.Value, "interval");
                    break;

                case "query_offset":
                    queryOffset = _reader.Duration(entry.Value, "query_offset");
                    break;

                case "limit":
                    limit = _reader.Limit(entry.Value);
                    break;

                case "labels":
                    labels = ReadLabels(entry.Value);
                    break;

                case "rules":
                    rules.AddRange(_reader.Each(entry.Value, "rules", "a rule", ReadRule));
                    break;

                default:
                    ReadOtherGroupField(entry);
                    break;
            }
        }

        CheckGroupName(node, name);
        return new RuleGroup
        {
            Range = node.Range,
            Node = node,
            Name = name,
            Interval = interval,
            QueryOffset = queryOffset,
            Limit = limit,
            Labels = labels,
            Schema = options.Schema,
            Rules = rules.ToImmutable(),
        };
    }

    internal static ExpressionLanguage LanguageOf(RuleSchema schema) => schema switch
    {
        RuleSchema.VictoriaMetrics => ExpressionLanguage.MetricsQL,
        RuleSchema.Loki => ExpressionLanguage.LogQL,
        _ => ExpressionLanguage.PromQL,
    };

    /// <summary>The language that vmalert's <c>type</c> of a group or rule says; null where it says none.</summary>
    private ExpressionLanguage? LanguageOf(YamlMapping node) => options.Schema != RuleSchema.VictoriaMetrics ? null : RuleDocument.TextOf(node["type"]) switch
    {
        "graphite" => ExpressionLanguage.Graphite,
        "vlogs" => ExpressionLanguage.LogsQL,
        _ => null,
    };

    private void CheckGroupName(YamlMapping node, YamlScalar? name)
    {
        // Prometheus counts the empty name as one that can stand twice; once is told already.
        if (string.IsNullOrEmpty(name?.Value))
        {
            if (node["name"] is null or YamlScalar)
            {
                errors.Add(RuleFileErrorKind.EmptyGroupName, name?.Range is { IsEmpty: false } there ? there : KeyOrHead(node, "name"), "The group has no name; write 'name:' with one that no other group of the file has.");
            }
        }
        else if (!_names.TryAdd(name.Value, name.Range))
        {
            errors.Add(
                RuleFileErrorKind.DuplicateGroupName,
                name.Range,
                $"The group name '{name.Value}' stands twice in this file; Prometheus refuses the file. Rename one of the groups or join them.",
                relatedRange: _names[name.Value],
                relatedMessage: "the first is here");
        }
    }

    private void ReadOtherGroupField(YamlEntry entry)
    {
        if (FieldReader.NameOf(entry) is not { } name || !_fields.Group.Contains(name))
        {
            _reader.UnknownField(entry, _fields.Group, "a group", static fields => fields.Group);
            return;
        }

        switch (name)
        {
            case "partial_response_strategy":
                if (_reader.Text(entry.Value, name) is { } strategy && strategy.Value.ToUpperInvariant() is not ("" or "ABORT" or "WARN"))
                {
                    errors.Add(
                        RuleFileErrorKind.InvalidPartialResponseStrategy,
                        strategy.Range,
                        $"'{strategy.Value}' is no partial response strategy; write 'abort' or 'warn'.",
                        NearestName.Find(strategy.Value, ["abort", "warn"]));
                }

                break;

            case "evaluation_delay" or "eval_offset" or "eval_delay":
                _reader.Duration(entry.Value, name);
                break;

            case "source_tenants":
                _reader.Texts(entry.Value, name);
                break;
        }
    }

    private static bool IsUnresolved(YamlEntry entry) => entry is { AliasRange: { IsEmpty: false } alias, Value: YamlScalar { Value: "" } value } && value.Range == alias;

    private Rule ReadRule(YamlMapping node)
    {
        options.Cancellation.ThrowIfCancellationRequested();
        YamlScalar? record = null;
        YamlScalar? alert = null;
        RuleExpression? expression = null;
        bool hasExpression = false;
        bool hasField = node["expr"] is not null;
        RuleDuration? holdFor = null;
        RuleDuration? keepFiringFor = null;
        ImmutableArray<LabelEntry> labels = [];
        ImmutableArray<LabelEntry> annotations = [];
        bool hasUnreadName = false;
        foreach (YamlEntry entry in node.Entries)
        {
            // An alias without an anchor is told as that; what it stands for is not missing.
            if (IsUnresolved(entry))
            {
                hasExpression |= FieldReader.NameOf(entry) == "expr";
                hasUnreadName |= FieldReader.NameOf(entry) is "record" or "alert";
                continue;
            }

            switch (FieldReader.NameOf(entry))
            {
                case "record":
                    record = Text(entry.Value, "record");
                    break;

                case "alert":
                    alert = Text(entry.Value, "alert");
                    break;

                case "expr":
                    hasExpression = entry.Value is not (YamlScalar { Value: "" } or YamlScalar { IsNull: true });
                    expression = _reader.Expression(entry.Value, "expr", options.PromQL with { Language = LanguageOf(node) ?? _language });
                    break;

                case "for":
                    holdFor = _reader.Duration(entry.Value, "for");
                    break;

                case "keep_firing_for":
                    keepFiringFor = _reader.Duration(entry.Value, "keep_firing_for");
                    break;

                case "labels":
                    labels = ReadLabels(entry.Value);
                    break;

                case "annotations":
                    annotations = ReadAnnotations(entry.Value);
                    break;

                default:
                    if (FieldReader.NameOf(entry) is not { } name || !_fields.Rule.Contains(name))
                    {
                        _reader.UnknownField(entry, _fields.Rule, "a rule", static fields => fields.Rule);
                        // A misspelt 'expr' is told once, as that.
                        hasExpression |= !hasField && FieldReader.NameOf(entry) is { } misspelt && FieldReader.Nearest(misspelt, _fields.Rule) == "expr";
                    }

                    break;
            }
        }

        bool isRecord = !string.IsNullOrEmpty(record?.Value);
        bool isAlert = !string.IsNullOrEmpty(alert?.Value);
        if (!hasUnreadName)
        {
            CheckKind(node, record, alert, isRecord, isAlert);
        }

        if (!hasExpression)
        {
            string? below = Array.Find(FieldsOfMappings, field => node["expr"] is null && node[field] is YamlMapping mapping && mapping["expr"] is not null);
            errors.Add(
                RuleFileErrorKind.MissingExpression,
                below is not null ? ((YamlMapping)node[below]!).Entries.First(static entry => entry.KeyText == "expr").KeyRange
                : node["expr"] is null ? (alert ?? record)?.Range is { IsEmpty: false } named ? named : RuleDocument.HeadOf(node) : KeyOrHead(node, "expr"),
                below is not null
                    ? $"The rule has no expression: 'expr' stands one level too deep, among its {below}; indent it as '{below}' is indented."
                    : "The rule has no expression; write 'expr:' with one.");
        }

        if (isRecord)
        {
            CheckRecord(node, record!, holdFor, keepFiringFor, annotations);
        }

        if (isAlert || (!isRecord && (node["alert"] is not null || node["annotations"] is not null || node["for"] is not null)))
        {
            return new AlertingRule
            {
                Range = node.Range,
                Node = node,
                Name = alert,
                Expression = expression,
                Labels = labels,
                For = holdFor,
                KeepFiringFor = keepFiringFor,
                Annotations = annotations,
            };
        }

        return new RecordingRule { Range = node.Range, Node = node, Name = record, Expression = expression, Labels = labels };
    }

    private void CheckKind(YamlMapping node, YamlScalar? record, YamlScalar? alert, bool isRecord, bool isAlert)
    {
        if (isRecord && isAlert)
        {
            errors.Add(
                RuleFileErrorKind.RecordAndAlert,
                alert!.Range,
                "A rule either records or alerts; remove 'record' or 'alert', or make two rules of it.",
                relatedRange: record!.Range,
                relatedMessage: "'record' is here");
        }
        else if (!isRecord && !isAlert && !Misspelt(node, "record") && !Misspelt(node, "alert") && node["record"] is not (YamlMapping or YamlSequence) && node["alert"] is not (YamlMapping or YamlSequence))
        {
            SourceRange range = node["alert"] is not null ? KeyOrHead(node, "alert") : KeyOrHead(node, "record");
            errors.Add(RuleFileErrorKind.NeitherRecordNorAlert, range, "The rule has no name; write 'record:' or 'alert:' with one.");
        }
    }

    private void CheckRecord(YamlMapping node, YamlScalar record, RuleDuration? holdFor, RuleDuration? keepFiringFor, ImmutableArray<LabelEntry> annotations)
    {
        // vmalert passes over them.
        bool refusesAlertFields = options.Schema != RuleSchema.VictoriaMetrics;
        if (refusesAlertFields && annotations.Length > 0)
        {
            AlertField("annotations");
        }

        if (refusesAlertFields && holdFor?.Value is { } hold && hold != TimeSpan.Zero)
        {
            AlertField("for");
        }

        if (refusesAlertFields && keepFiringFor?.Value is { } keep && keep != TimeSpan.Zero)
        {
            AlertField("keep_firing_for");
        }

        if (record.Value.AsSpan().IndexOfAny('{', '}') is >= 0 and int brace)
        {
            errors.Add(
                RuleFileErrorKind.InvalidRecordName,
                record.Range,
                $"'{record.Value}' is no metric name, for it has a '{record.Value[brace]}'; a selector belongs into 'expr', fixed labels into 'labels'.");
        }
        else if (!NameScheme.IsValidMetricName(record.Value, options.Utf8Names))
        {
            errors.Add(RuleFileErrorKind.InvalidRecordName, record.Range, $"'{record.Value}' is no metric name; it may have letters, digits, '_' and ':' and does not begin with a digit.");
        }

        void AlertField(string field) => errors.Add(
            RuleFileErrorKind.AlertFieldOnRecordingRule,
            KeyOrHead(node, field),
            $"A recording rule has no '{field}'; remove it, or write 'alert:' in place of 'record:'.");
    }

    private ImmutableArray<LabelEntry> ReadLabels(YamlNode node)
    {
        ImmutableArray<LabelEntry> labels = _reader.Strings(node, "labels");
        foreach (LabelEntry label in labels)
        {
            if (label.Name.Value == "__name__")
            {
                errors.Add(RuleFileErrorKind.InvalidLabelName, label.Name.Range, "A rule cannot set the label '__name__'; the name of a recorded series is what 'record' says.");
            }
            else if (!NameScheme.IsValidLabelName(label.Name.Value, options.Utf8Names))
            {
                errors.Add(RuleFileErrorKind.InvalidLabelName, label.Name.Range, InvalidName(label.Name.Value, "label"));
            }

            CheckQuoted(label, "label");
        }

        return labels;
    }

    private ImmutableArray<LabelEntry> ReadAnnotations(YamlNode node)
    {
        ImmutableArray<LabelEntry> annotations = _reader.Strings(node, "annotations");
        foreach (LabelEntry annotation in annotations)
        {
            if (!NameScheme.IsValidLabelName(annotation.Name.Value, options.Utf8Names))
            {
                errors.Add(RuleFileErrorKind.InvalidAnnotationName, annotation.Name.Range, InvalidName(annotation.Name.Value, "annotation"));
            }

            if (IsResource)
            {
                CheckQuoted(annotation, "annotation");
            }
        }

        return annotations;
    }

    private static string InvalidName(string name, string what) =>
        name.Length == 0
            ? $"The {what} has an empty name."
            : $"'{name}' is no {what} name; it may have letters, digits and '_' and does not begin with a digit.";

    private void CheckQuoted(LabelEntry entry, string what)
    {
        CheckQuoted(entry.Value, $"The {what} value {entry.Value.Value}");
    }

    /// <summary>Tells of a scalar that is no string to a reader that takes YAML as it stands, as Kubernetes does; Prometheus reads it as text.</summary>
    private void CheckQuoted(YamlScalar scalar, string what)
    {
        string? kind = YamlTypes.TypeOf(scalar) switch
        {
            YamlScalarType.Boolean => "a boolean",
            YamlScalarType.Integer or YamlScalarType.Float => "a number",
            YamlScalarType.String when IsResource && YamlTypes.IsOldBoolean(scalar) => "a boolean",
            _ => null,
        };
        if (kind is null)
        {
            return;
        }

        string consequence = IsResource ? "the Kubernetes API refuses it" : "other readers of the file do not see a string";
        errors.Add(
            RuleFileErrorKind.UnquotedLabelValue,
            scalar.Range,
            $"{what} is {kind} in YAML, so {consequence}; write \"{scalar.Value}\".",
            scalar.Tag is null ? $"\"{scalar.Value}\"" : null);
    }

    /// <summary>A string field of a group or rule, which in a resource must be one to Kubernetes too.</summary>
    private YamlScalar? Text(YamlNode node, string field)
    {
        YamlScalar? scalar = _reader.Text(node, field);
        if (IsResource && scalar is not null)
        {
            CheckQuoted(scalar, $"The value of '{field}'");
        }

        return scalar;
    }

    private bool Misspelt(YamlMapping node, string field) => node.Entries.Any(entry =>
        FieldReader.NameOf(entry) is { } name && !_fields.Rule.Contains(name) && FieldReader.Nearest(name, _fields.Rule) == field);

    private static SourceRange KeyOrHead(YamlMapping node, string key)
    {
        foreach (YamlEntry entry in node.Entries)
        {
            if (FieldReader.NameOf(entry) == key)
            {
                return entry.KeyRange;
            }
        }

        return RuleDocument.HeadOf(node);
    }
}
