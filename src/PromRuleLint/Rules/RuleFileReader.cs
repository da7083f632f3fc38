using System.Collections.Immutable;
using PromRuleLint.Text;
using PromRuleLint.Yaml;

namespace PromRuleLint.Rules;

/// <summary>
/// Reads rule files in all the wrappings that they come in: plain, PrometheusRule resources and lists of such, ConfigMaps.
/// What is valid follows <c>model/rulefmt/rulefmt.go</c> of Prometheus; unlike it, the reader goes on after an error.
/// </summary>
public static class RuleFileReader
{
    /// <summary>Reads a file. Never throws on any text: faults stand in <see cref="RuleFile.Errors"/>.</summary>
    public static RuleFile Read(SourceText source, RuleFileReaderOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(source);
        return Read(YamlReader.Read(source, options?.Cancellation ?? default), options);
    }

    /// <summary>Reads a file whose YAML was read before.</summary>
    public static RuleFile Read(YamlFile yaml, RuleFileReaderOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(yaml);
        options ??= RuleFileReaderOptions.Default;
        options = options with { PromQL = options.PromQL with { PatternBudget = Regex.Re2Budget.ForFile(yaml.Source.Text.Length, options.Patterns, options.Cancellation) } };
        return TemplatedText.Find(yaml) is { } template ? Templated(yaml, template, new SourceRange(0, yaml.Source.Text.Length)) : ReadDocuments(yaml, options);
    }

    private static RuleFile Templated(YamlFile yaml, SourceRange template, SourceRange whole)
    {
        var error = new RuleFileError(
            RuleFileErrorKind.TemplatedFile,
            template,
            "This is a template of a rule file (Helm or Jinja), not YAML; render it and lint what comes out.");
        return new RuleFile(yaml.Source, RuleFileKind.Other, [], [error], yaml.Comments) { Unread = [whole] };
    }

    private static RuleFile ReadDocuments(YamlFile yaml, RuleFileReaderOptions options)
    {
        if (TestFileReader.IsTestFile(yaml))
        {
            TestFile tests = TestFileReader.Read(yaml, options);
            return new RuleFile(yaml.Source, RuleFileKind.UnitTests, [], tests.Errors, tests.Comments) { UnitTests = tests, Unread = yaml.Unread, Aliases = yaml.Aliases, PatternBudget = options.PromQL.PatternBudget };
        }

        var errors = new RuleFileErrors();
        errors.Add(yaml.Errors);
        var groups = ImmutableArray.CreateBuilder<RuleGroup>();
        List<YamlComment> comments = [.. yaml.Comments];
        List<SourceRange> unread = [.. yaml.Unread];
        List<YamlAlias> aliases = [.. yaml.Aliases];
        var releases = new HashSet<string?>();
        RuleFileKind kind = RuleFileKind.Other;
        for (int i = 0; i < yaml.Documents.Length; i++)
        {
            YamlNode? document = yaml.Documents[i];
            RuleFileKind documentKind = RuleDocument.KindOf(document);
            if (i > 0 && document is not null && documentKind == RuleFileKind.Plain && kind is RuleFileKind.Plain or RuleFileKind.Other && !ReadsAllDocuments(options.Schema))
            {
                errors.ForgetFrom(document.Range.Start);
                errors.Add(
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

            switch (documentKind)
            {
                case RuleFileKind.Plain:
                    new RuleGroupReader(options, errors, groups).ReadFile(document!);
                    break;

                case RuleFileKind.PrometheusRule:
                    ReadResource((YamlMapping)document!);
                    break;

                case RuleFileKind.ConfigMap:
                    ReadConfigMap((YamlMapping)document!);
                    break;

                case RuleFileKind.Other when i == 0 && options.MustHoldRules && document is not (null or YamlScalar { IsNull: true }):
                    ReadWithoutRules(document);
                    break;
            }
        }

        ImmutableArray<SourceRange> cut = UnreadParts.Cut(yaml.Source, yaml.Unread, [.. groups.SelectMany(static group => group.Rules).Select(static rule => rule.Range).OrderBy(static range => range.Start)]);
        foreach (SourceRange rule in cut)
        {
            errors.Forget(rule);
        }

        return new RuleFile(yaml.Source, kind, cut.IsEmpty ? groups.ToImmutable() : [.. groups.Select(group => group.Without(cut))], errors.ToImmutable([.. aliases]), [.. comments])
        {
            Release = releases is { Count: 1 } ? releases.Single() : null,
            Unread = [.. unread, .. cut],
            Aliases = [.. aliases],
            PatternBudget = options.PromQL.PatternBudget,
        };

        void ReadWithoutRules(YamlNode document)
        {
            // What is not YAML may be read as anything.
            if (RuleDocument.IsOfKnownKind(document) || (document is YamlScalar && !yaml.Errors.IsEmpty))
            {
                return;
            }

            if (document is YamlMapping { Entries: [var first, ..] } mapping && !mapping.Entries.Any(static entry => NearestName.Find(entry.KeyText, ["groups"]) is not null))
            {
                errors.Add(RuleFileErrorKind.UnknownField, first.KeyRange, "This is no rule file: it has no 'groups'.");
                return;
            }

            new RuleGroupReader(options, errors, groups).ReadFile(document);
        }

        void ReadResource(YamlMapping resource)
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

            releases.Add(RuleDocument.ReleaseOf(resource));
            RuleSchema schema = IsOfLoki(resource) ? RuleSchema.Loki
                : options.Schema != RuleSchema.Prometheus ? options.Schema
                : RuleDocument.TextOf(resource["kind"]) == "VMRule" ? RuleSchema.VictoriaMetrics
                : RuleSchema.Thanos;
            new RuleGroupReader(options with { Schema = schema }, errors, groups) { IsResource = true }.ReadFile(resource["spec"]!);
        }

        void ReadConfigMap(YamlMapping configMap)
        {
            foreach (YamlScalar scalar in RuleDocument.RuleFilesOf(configMap))
            {
                // Whether the value is a template is asked of its own text: the file may hold many.
                YamlFile value = YamlReader.Read(new SourceText(yaml.Source.Path, scalar.Value));
                YamlFile inner = new YamlRelocator(scalar.Map).Move(value, yaml.Source);
                SourceRange? template = TemplatedText.Find(value);
                if (template is null && inner.Errors.IsEmpty && inner.Documents is [var only] && !RuleDocument.MayHoldGroups(only))
                {
                    continue;
                }

                RuleFile file = template is { } found ? Templated(inner, scalar.Map.Relocate(found), scalar.Range) : ReadDocuments(inner, options);
                errors.Add(file.Errors);
                groups.AddRange(file.Groups);
                comments.AddRange(inner.Comments);
                unread.AddRange(file.Unread);
                aliases.AddRange(file.Aliases);
            }
        }
    }

    /// <summary>Whether the reader of a schema takes all documents of a file, where Prometheus takes the first.</summary>
    private static bool ReadsAllDocuments(RuleSchema schema) => schema is RuleSchema.VictoriaMetrics or RuleSchema.Mimir or RuleSchema.Loki;

    /// <summary>Whether a resource is one of the Loki operator: AlertingRule, RecordingRule.</summary>
    private static bool IsOfLoki(YamlMapping resource) => RuleDocument.TextOf(resource["apiVersion"])?.StartsWith("loki.grafana.com/", StringComparison.Ordinal) == true;
}
