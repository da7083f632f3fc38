using System.Collections.Immutable;
using PromRuleLint.Diagnostics;
using PromRuleLint.Facts;
using PromRuleLint.PromQL.Functions;
using PromRuleLint.PromQL;
using PromRuleLint.Rules;
using PromRuleLint.Rules.Mappings;
using PromRuleLint.Yaml;

namespace PromRuleLint.Configuration;

/// <summary>All keys of <c>promrulelint.yml</c>. Each is in <c>promrulelint.schema.json</c> and <c>docs/configuration.md</c> too.</summary>
internal static class ConfigurationSettings
{
    /// <summary>The keys at the top of the file.</summary>
    public static FieldTable<ConfigurationInput, LintConfiguration> Root { get; } = new(
        "a key of the configuration",
        new("severity", static (input, field, ref config) => config = SeveritySetting.Apply(input, field.Value, config)),
        Section(
            "heartbeat",
            new("pattern", static (input, field, ref config) => config = input.Pattern(field.Value) is { } value ? config with { Heartbeat = config.Heartbeat with { Pattern = value } } : config),
            new("forbidden_functions", static (input, field, ref config) => config = Functions(input, field.Value) is { } value ? config with { Heartbeat = config.Heartbeat with { ForbiddenFunctions = value } } : config)),
        new(
            "realm",
            Table(
                "realm",
                static config => config with { Realm = config.Realm with { IsConfigured = true } },
                new("label", static (input, field, ref config) => config = LabelName(input, field.Value) is { } value ? config with { Realm = config.Realm with { Label = value } } : config),
                new("allowed", static (input, field, ref config) => config = Values(input, field.Value, "A realm") is { } value ? config with { Realm = config.Realm with { AllowedValues = value } } : config))),
        Section(
            "files",
            new("include", static (input, field, ref config) => config = Globs(input, field.Value) is { } value ? config with { Files = config.Files with { Include = value } } : config),
            new("exclude", static (input, field, ref config) => config = Globs(input, field.Value) is { } value ? config with { Files = config.Files with { Exclude = value } } : config)),
        Section(
            "facts",
            new("scrape_interval", static (input, field, ref config) => config = input.Duration(field.Value) is { } value ? config with { Facts = config.Facts with { ScrapeInterval = value } } : config),
            new("evaluation_interval", static (input, field, ref config) => config = input.Duration(field.Value) is { } value ? config with { Facts = config.Facts with { EvaluationInterval = value } } : config),
            new("lookback_delta", static (input, field, ref config) => config = input.Duration(field.Value) is { } value ? config with { Facts = config.Facts with { LookbackDelta = value } } : config),
            new("retention", static (input, field, ref config) => config = input.Duration(field.Value) is { } value ? config with { Facts = config.Facts with { Retention = value } } : config),
            new("external_labels", static (input, field, ref config) => config = Labels(input, field.Value) is { } value ? config with { Facts = config.Facts with { ExternalLabels = value } } : config),
            new("external_metrics", static (input, field, ref config) => config = MetricNames(input, field.Value) is { } value ? config with { Facts = config.Facts with { ExternalMetrics = value } } : config),
            new("scraped_labels", static (input, field, ref config) => config = ScrapedLabelSettings.Read(input, field.Value) is { } value ? config with { Facts = config.Facts with { ScrapedLabels = value } } : config),
            new("cadences", static (input, field, ref config) => config = config with { Facts = config.Facts with { Cadences = CadenceSettings.ReadPatterns(input, field.Value) } }),
            new("metrics", static (input, field, ref config) => config = config with { Facts = config.Facts with { Metrics = MetricSettings.Read(input, field.Value) } }),
            new("metric_catalog", static (input, field, ref config) => config = Path(input, field.Value, "The path of a metric catalog") is { } value ? config with { Facts = config.Facts with { MetricCatalogFile = value } } : config)),
        Section(
            "promql",
            new("target_version", static (input, field, ref config) => config = TargetVersion(input, field.Value) is { } value ? config with { PromQL = config.PromQL with { TargetVersion = value } } : config),
            new("features", static (input, field, ref config) => config = Features(input, field.Value, config))),
        Section(
            "suppressions",
            new("require_reason", static (input, field, ref config) => config = input.Boolean(field.Value) is { } value ? config with { Suppressions = config.Suppressions with { RequireReason = value } } : config),
            new("read_pint_comments", static (input, field, ref config) => config = input.Boolean(field.Value) is { } value ? config with { Suppressions = config.Suppressions with { ReadPintComments = value } } : config)),
        Section(
            "tests",
            [new("variables", static (input, field, ref config) => config = Variables(input, field.Value) is { } value ? config with { TestVariables = value } : config)]),
        Section(
            "cost",
            new("samples", static (input, field, ref config) => config = input.Count(field.Value, "A number of samples") is { } value ? config with { Cost = config.Cost with { Samples = value } } : config),
            new("series", static (input, field, ref config) => config = input.Count(field.Value, "A number of series") is { } value ? config with { Cost = config.Cost with { Series = value } } : config)),
        Section("assumptions", [.. Assumption.All.Select(AssumptionSetting)]),
        new("path_map", static (input, field, ref config) => config = PathMap(input, field.Value, config)),
        new("fail_on", static (input, field, ref config) => config = FailsOn(input, field.Value) is { } value ? config with { FailOn = value } : config),
        new("gates", static (input, field, ref config) => config = config with { Gates = GateSettings.Read(input, field.Value) }),
        new("schema", static (input, field, ref config) => config = Schema(input, field.Value) is { } value ? config with { Schema = value, IsSchemaSet = true } : config),
        new("rule_set", static (input, field, ref config) => config = input.Text(field.Value, "The name of a rule set") is { } scalar ? config with { RuleSet = scalar.Value } : config),
        new("names", static (input, field, ref config) => config = input.Word(field.Value, "a name scheme", ("utf8", true), ("legacy", false)) is { } value ? config with { Utf8Names = value } : config),
        new("checks", static (input, field, ref config) => config = Values(input, field.Value, "The path of an assembly") is { } value ? config with { CheckAssemblies = value, CheckAssembliesAt = value.IsEmpty ? null : new Location(input.Source, field.Value.Range) } : config),
        new("settings", static (input, field, ref config) => config = CheckSettings.Apply(input, field.Value, config)))
    {
        Expected = "A configuration file is a mapping with the keys",
        HintFor = static key => PlaceOf(key, here: ""),
    };

    /// <summary>The keys of <c>server</c> in a metric catalog: what a snapshot knows of the server.</summary>
    public static FieldTable<ConfigurationInput, LintConfiguration> Server { get; } = Table(
        "server",
        null,
        new("version"),
        new("features"),
        new("jobs", static (input, field, ref config) => config = JobSettings.Read(input, field.Value) is { } value ? config with { Facts = config.Facts with { Jobs = value } } : config),
        new("retention", static (input, field, ref config) => config = input.Duration(field.Value) is { } value ? config with { Facts = config.Facts with { Retention = value } } : config),
        new("scrape_interval", static (input, field, ref config) => config = input.Duration(field.Value) is { } value ? config with { Facts = config.Facts with { ScrapeInterval = value } } : config),
        new("evaluation_interval", static (input, field, ref config) => config = input.Duration(field.Value) is { } value ? config with { Facts = config.Facts with { EvaluationInterval = value } } : config),
        new("external_labels", static (input, field, ref config) => config = Labels(input, field.Value) is { } value ? config with { Facts = config.Facts with { ExternalLabels = value } } : config));

    /// <summary>A key with keys below it.</summary>
    private static FieldRow<ConfigurationInput, LintConfiguration> Section(string name, params ImmutableArray<FieldRow<ConfigurationInput, LintConfiguration>> fields) =>
        new(name, Table(name, null, fields));

    /// <summary>The keys below a key.</summary>
    /// <param name="name">The key.</param>
    /// <param name="begin">What its presence alone changes; null for nothing.</param>
    /// <param name="fields">The keys below it.</param>
    private static FieldTable<ConfigurationInput, LintConfiguration> Table(string name, Func<LintConfiguration, LintConfiguration>? begin, params ImmutableArray<FieldRow<ConfigurationInput, LintConfiguration>> fields) =>
        new($"a key of '{name}'", fields)
        {
            Expected = $"'{name}' has keys of its own below it:",
            HintFor = key => PlaceOf(key, name),
            Begin = begin,
        };

    /// <summary>The section that has a key which is not known here; null if there is none.</summary>
    private static string? PlaceOf(string key, string here)
    {
        if (here.Length > 0 && Root.Find(key) is not null)
        {
            return "it belongs at the top of the file";
        }

        FieldRow<ConfigurationInput, LintConfiguration>? section = Root.Fields.FirstOrDefault(field => field.Name != here && field.Below?.Find(key) is not null);
        return section is null ? null : $"it belongs under '{section.Name}'";
    }

    // Each file is compared with all of them.
    private static ImmutableArray<string>? Globs(ConfigurationInput input, YamlNode node)
    {
        const int Most = 500;
        if (node is YamlSequence { Items.Length: > Most } all)
        {
            input.Report(all.Items[Most], $"Only the first {Most} globs count; write globs that match more files");
        }

        return input.Texts(node, "A glob") is { } texts ? [.. texts.Take(Most).Select(static text => text.Value)] : null;
    }

    internal static ImmutableArray<string>? Values(ConfigurationInput input, YamlNode node, string what) =>
        input.Texts(node, what) is { } texts ? [.. texts.Select(static text => text.Value)] : null;

    private static FieldRow<ConfigurationInput, LintConfiguration> AssumptionSetting(Assumption assumption) => new(assumption.Name, (input, field, ref config) => config = input.Boolean(field.Value) switch
    {
        true => config with { DeniedAssumptions = config.DeniedAssumptions.Remove(assumption.Name) },
        false => config with { DeniedAssumptions = config.DeniedAssumptions.Add(assumption.Name) },
        null => config,
    });

    private static FailOn? FailsOn(ConfigurationInput input, YamlNode node)
    {
        YamlScalar[] words = node is YamlSequence ? [.. input.Texts(node, "A severity") ?? []] : input.Text(node, "A severity") is { } word ? [word] : [];
        if (words.Length > 0 && FailOn.TryParse(string.Join(',', words.Select(static word => word.Value)), out FailOn failOn))
        {
            return failOn;
        }

        if (words.Length > 0)
        {
            input.Report(node, $"'{string.Join(", ", words.Select(static word => word.Value))}' does not say what fails; write one of {ConfigurationInput.List(FailOn.Words)}, or a severity and 'proved'");
        }

        return null;
    }

    private static RuleSchema? Schema(ConfigurationInput input, YamlNode node) => input.Word(
        node,
        "a schema of rule files",
        ("prometheus", RuleSchema.Prometheus),
        ("thanos", RuleSchema.Thanos),
        ("mimir", RuleSchema.Mimir),
        ("victoriametrics", RuleSchema.VictoriaMetrics),
        ("loki", RuleSchema.Loki));

    private static string? LabelName(ConfigurationInput input, YamlNode node)
    {
        if (input.Text(node, "The name of a label") is not { } scalar)
        {
            return null;
        }

        if (scalar.Value == "__name__")
        {
            input.Report(scalar, "'__name__' holds the name of the metric; give the label that holds the realm");
            return null;
        }

        return scalar.Value;
    }

    private static ImmutableArray<string>? MetricNames(ConfigurationInput input, YamlNode node) =>
        input.Texts(node, "The name of a metric") is { } texts ? [.. texts.Where(text => MetricSettings.IsName(input, text)).Select(static text => text.Value)] : null;

    private static LintConfiguration PathMap(ConfigurationInput input, YamlNode node, LintConfiguration configuration) =>
        node is YamlScalar { IsNull: false, Value: var text } && IsYaml(text)
            ? Path(input, node, "The path of a compose file") is { } file ? configuration with { ComposeFile = file } : configuration
            : Texts(input, node, "folder", "The folders are a mapping from a server's to those here, such as {/etc/prometheus/rules: rules}, or a compose file, such as docker-compose.yml") is { } value ? configuration with { PathMap = value }
            : configuration;

    private static bool IsYaml(string path) => path.EndsWith(".yml", StringComparison.OrdinalIgnoreCase) || path.EndsWith(".yaml", StringComparison.OrdinalIgnoreCase);

    private static FileReference? Path(ConfigurationInput input, YamlNode node, string what)
    {
        if (input.Text(node, what) is not { } scalar)
        {
            return null;
        }

        if (scalar.Value.Contains('\0', StringComparison.Ordinal))
        {
            input.Report(scalar, "A path cannot hold the character U+0000");
            return null;
        }

        return new FileReference(scalar.Value, new Location(input.Source, scalar.Range));
    }

    private static ImmutableArray<string>? Functions(ConfigurationInput input, YamlNode node)
    {
        if (input.Texts(node, "The name of a function") is not { } texts)
        {
            return null;
        }

        // Names that PromQL does not have may be listed: some have them in other dialects, and 'sign' is how sgn is often miswritten.
        foreach (YamlScalar text in texts.Where(static text => FunctionTable.Find(text.Value) is null && text.Value != "sign"))
        {
            if (Text.NearestName.Find(text.Value, FunctionTable.All.Select(static function => function.Name)) is { } nearest)
            {
                input.Report(text, $"PromQL has no function '{text.Value}'; did you mean '{nearest}'?");
            }
        }

        return [.. texts.Select(static text => text.Value)];
    }

    private static ImmutableDictionary<string, string>? Labels(ConfigurationInput input, YamlNode node) =>
        Texts(input, node, "label", "The external labels are a mapping, such as {cluster: eu1}; {} says that there are none");

    private static ImmutableDictionary<string, string>? Variables(ConfigurationInput input, YamlNode node) =>
        Texts(input, node, "variable", "The variables of unit tests are a mapping, such as {REALM: prod}");

    private static ImmutableDictionary<string, string>? Texts(ConfigurationInput input, YamlNode node, string what, string error)
    {
        if (node is not (YamlMapping or YamlScalar { IsNull: true }))
        {
            input.Report(node, error);
            return null;
        }

        var texts = ImmutableDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach ((YamlScalar name, YamlNode written) in input.Named(node, $"The name of a {what}", error))
        {
            if (input.Text(written, $"The value of the {what} '{name.Value}'") is { } value)
            {
                texts[name.Value] = value.Value;
            }
        }

        return texts.ToImmutable();
    }

    private static Version? TargetVersion(ConfigurationInput input, YamlNode node)
    {
        if (input.Text(node, "A version of Prometheus, such as 2.55,") is not { } scalar)
        {
            return null;
        }

        ReadOnlySpan<char> text = scalar.Value.AsSpan();
        if (Version.TryParse(text is ['v', ..] ? text[1..] : text, out Version? version) && version.Major is 2 or 3)
        {
            return version;
        }

        input.Report(scalar, $"'{scalar.Value}' is not a version of Prometheus 2 or 3; write it as in '2.55' or '3.14'");
        return null;
    }

    private static LintConfiguration Features(ConfigurationInput input, YamlNode node, LintConfiguration configuration)
    {
        if (input.Texts(node, "The name of a feature flag") is not { } texts)
        {
            return configuration;
        }

        // Flags that are not listed are off.
        PromQLOptions options = configuration.PromQL with { ExperimentalFunctions = false, DurationExpressions = false, ExtendedRangeSelectors = false, FillModifiers = false, DelayedNameRemoval = false };
        foreach (YamlScalar text in texts)
        {
            options = input.Word<int>(
                text,
                "a feature flag that PromQL depends on",
                ("promql-experimental-functions", 0),
                ("promql-duration-expr", 1),
                ("promql-extended-range-selectors", 2),
                ("promql-binop-fill-modifiers", 3),
                ("promql-delayed-name-removal", 4)) switch
            {
                0 => options with { ExperimentalFunctions = true },
                1 => options with { DurationExpressions = true },
                2 => options with { ExtendedRangeSelectors = true },
                3 => options with { FillModifiers = true },
                4 => options with { DelayedNameRemoval = true },
                _ => options,
            };
        }

        return configuration with { PromQL = options };
    }
}
