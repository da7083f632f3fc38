using System.Collections.Immutable;
using PromRuleLint.Text;
using PromRuleLint.Yaml;

namespace PromRuleLint.Rules;

/// <summary>Reads the documents of one text: a file, or a value of a ConfigMap.</summary>
internal sealed class RuleDocumentReader(YamlFile yaml, RuleFileReaderOptions options)
{
    private readonly RuleFileErrors _errors = new();
    private readonly ImmutableArray<RuleGroup>.Builder _groups = ImmutableArray.CreateBuilder<RuleGroup>();
    private readonly List<YamlComment> _comments = [.. yaml.Comments];
    private readonly List<SourceRange> _unread = [.. yaml.Unread];
    private readonly List<YamlAlias> _aliases = [.. yaml.Aliases];
    private readonly HashSet<string?> _releases = [];

    /// <summary>Whether the reader of a schema takes all documents of a file, where Prometheus takes the first.</summary>
    private bool ReadsAllDocuments => options.Schema is RuleSchema.VictoriaMetrics or RuleSchema.Mimir or RuleSchema.Loki;

    public RuleFile Read()
    {
        _errors.Add(yaml.Errors);
        RuleFileKind kind = RuleFileKind.Other;
        for (int i = 0; i < yaml.Documents.Length; i++)
        {
            YamlNode? document = yaml.Documents[i];
            RuleFileKind documentKind = RuleDocument.KindOf(document);
            if (i > 0 && document is not null && documentKind == RuleFileKind.Plain && kind is RuleFileKind.Plain or RuleFileKind.Other && !ReadsAllDocuments)
            {
                _errors.ForgetFrom(document.Range.Start);
                _errors.Add(
                    RuleFileErrorKind.SeveralDocuments,
                    RuleDocument.HeadOf(document),
                    "Prometheus reads only the first document of a file and ignores this one; put its groups into the first.");
                kind = RuleFileKind.Plain;
                break;
            }

            if (kind == RuleFileKind.Other)
            {
                kind = documentKind;
            }

            ReadDocument(document, documentKind, isFirst: i == 0);
        }

        return WithoutCutRules(kind);
    }

    /// <summary>The file, without rules that reach into text that was not read.</summary>
    private RuleFile WithoutCutRules(RuleFileKind kind)
    {
        ImmutableArray<SourceRange> cut = yaml.Unread.IsEmpty
            ? []
            : UnreadParts.Cut(yaml.Source, yaml.Unread, [.. _groups.SelectMany(static group => group.Rules).Select(static rule => rule.Range).OrderBy(static range => range.Start)]);
        foreach (SourceRange rule in cut)
        {
            _errors.Forget(rule);
        }

        return new RuleFile(yaml.Source, kind, cut.IsEmpty ? _groups.ToImmutable() : [.. _groups.Select(group => group.Without(cut))], _errors.ToImmutable([.. _aliases]), [.. _comments])
        {
            Release = _releases is { Count: 1 } ? _releases.Single() : null,
            Unread = [.. _unread, .. cut],
            Aliases = [.. _aliases],
            PatternBudget = options.PromQL.PatternBudget,
        };
    }

    private void ReadDocument(YamlNode? document, RuleFileKind kind, bool isFirst)
    {
        switch (kind)
        {
            case RuleFileKind.Plain:
                _groups.AddRange(new RuleGroupReader(options, _errors).ReadFile(document!));
                break;

            case RuleFileKind.PrometheusRule:
                ReadResource((YamlMapping)document!);
                break;

            case RuleFileKind.ConfigMap:
                ReadConfigMap((YamlMapping)document!);
                break;

            case RuleFileKind.Other when isFirst && options.MustHoldRules && document is not (null or YamlScalar { IsNull: true }):
                ReadWithoutRules(document);
                break;
        }
    }

    private void ReadWithoutRules(YamlNode document)
    {
        // What is not YAML may be read as anything.
        if (RuleDocument.IsOfKnownKind(document) || (document is YamlScalar && !yaml.Errors.IsEmpty))
        {
            return;
        }

        if (document is YamlMapping { Entries: [var first, ..] } mapping && !mapping.Entries.Any(static entry => NearestName.Find(entry.KeyText, ["groups"]) is not null))
        {
            _errors.Add(RuleFileErrorKind.UnknownField, first.KeyRange, "This is no rule file: it has no 'groups'.");
            return;
        }

        _groups.AddRange(new RuleGroupReader(options, _errors).ReadFile(document));
    }

    private void ReadResource(YamlMapping resource)
    {
        if (RuleDocument.ItemsOf(resource) is { } items)
        {
            foreach (YamlNode item in items.Items)
            {
                switch (RuleDocument.KindOf(item))
                {
                    case RuleFileKind.PrometheusRule when RuleDocument.ItemsOf((YamlMapping)item) is null:
                        ReadResource((YamlMapping)item);
                        break;
                    case RuleFileKind.ConfigMap:
                        ReadConfigMap((YamlMapping)item);
                        break;
                }
            }

            return;
        }

        _releases.Add(RuleDocument.ReleaseOf(resource));
        RuleSchema schema = IsOfLoki(resource) ? RuleSchema.Loki
            : options.Schema != RuleSchema.Prometheus ? options.Schema
            : resource.TextOf("kind") == "VMRule" ? RuleSchema.VictoriaMetrics
            : RuleSchema.Thanos;
        _groups.AddRange(new RuleGroupReader(options with { Schema = schema }, _errors, isResource: true).ReadFile(resource["spec"]!));
    }

    /// <summary>Whether a resource is one of the Loki operator: AlertingRule, RecordingRule.</summary>
    private static bool IsOfLoki(YamlMapping resource) => resource.TextOf("apiVersion")?.StartsWith("loki.grafana.com/", StringComparison.Ordinal) == true;

    private void ReadConfigMap(YamlMapping configMap)
    {
        foreach (YamlScalar scalar in RuleDocument.RuleFilesOf(configMap))
        {
            // Whether the value is a template is asked of its own text: the file may hold many.
            YamlFile value = YamlReader.Read(new SourceText(yaml.Source.Path, scalar.Value), options.Texts ?? new SharedTexts(scalar.Value.Length), options.Cancellation);
            YamlFile inner = new YamlRelocator(scalar.Map).Move(value, yaml.Source);
            SourceRange? template = TemplatedText.Find(value);
            if (template is null && inner.Errors.IsEmpty && inner.Documents is [var only] && !RuleDocument.MayHoldGroups(only))
            {
                continue;
            }

            RuleFile file = template is { } found ? RuleFileReader.Templated(inner, scalar.Map.Relocate(found), scalar.Range) : RuleFileReader.ReadDocuments(inner, options);
            _errors.Add(file.Errors);
            _groups.AddRange(file.Groups);
            _comments.AddRange(inner.Comments);
            _unread.AddRange(file.Unread);
            _aliases.AddRange(file.Aliases);
        }
    }
}
