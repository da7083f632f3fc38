using System.Collections.Immutable;
using PromRuleLint.Diagnostics;
using PromRuleLint.Facts;
using PromRuleLint.PromQL.Functions;
using PromRuleLint.PromQL;
using PromRuleLint.Rules;
using PromRuleLint.Yaml;

namespace PromRuleLint.Configuration;

/// <summary>All keys of <c>promrulelint.yml</c>. Each stands in <c>promrulelint.schema.json</c> and <c>docs/configuration.md</c> too.</summary>
internal static class ConfigurationSettings
{
    /// <summary>The keys at the top of the file.</summary>
    public static SettingSection Root { get; } = new(
        "",
        new ValueSetting("severity", SeveritySetting.Apply),
        new SettingSection(
            "heartbeat",
            new ValueSetting("pattern", static (input, node, config) => input.Pattern(node) is { } value ? config with { Heartbeat = config.Heartbeat with { Pattern = value } } : config),
            new ValueSetting("forbidden_functions", static (input, node, config) => Functions(input, node) is { } value ? config with { Heartbeat = config.Heartbeat with { ForbiddenFunctions = value } } : config)),
        new SettingSection(
            "realm",
            new ValueSetting("label", static (input, node, config) => LabelName(input, node) is { } value ? config with { Realm = config.Realm with { Label = value } } : config),
            new ValueSetting("allowed", static (input, node, config) => Values(input, node, "A realm") is { } value ? config with { Realm = config.Realm with { AllowedValues = value } } : config))
        {
            Begin = static config => config with { Realm = config.Realm with { IsConfigured = true } },
        },
        new SettingSection(
            "files",
            new ValueSetting("include", static (input, node, config) => Globs(input, node) is { } value ? config with { Files = config.Files with { Include = value } } : config),
            new ValueSetting("exclude", static (input, node, config) => Globs(input, node) is { } value ? config with { Files = config.Files with { Exclude = value } } : config)),
        new SettingSection(
            "facts",
            new ValueSetting("scrape_interval", static (input, node, config) => input.Duration(node) is { } value ? config with { Facts = config.Facts with { ScrapeInterval = value } } : config),
            new ValueSetting("evaluation_interval", static (input, node, config) => input.Duration(node) is { } value ? config with { Facts = config.Facts with { EvaluationInterval = value } } : config),
            new ValueSetting("lookback_delta", static (input, node, config) => input.Duration(node) is { } value ? config with { Facts = config.Facts with { LookbackDelta = value } } : config),
            new ValueSetting("retention", static (input, node, config) => input.Duration(node) is { } value ? config with { Facts = config.Facts with { Retention = value } } : config),
            new ValueSetting("external_labels", static (input, node, config) => Labels(input, node) is { } value ? config with { Facts = config.Facts with { ExternalLabels = value } } : config),
            new ValueSetting("external_metrics", static (input, node, config) => MetricNames(input, node) is { } value ? config with { Facts = config.Facts with { ExternalMetrics = value } } : config),
            new ValueSetting("scraped_labels", static (input, node, config) => ScrapedLabelSettings.Read(input, node) is { } value ? config with { Facts = config.Facts with { ScrapedLabels = value } } : config),
            new ValueSetting("cadences", static (input, node, config) => config with { Facts = config.Facts with { Cadences = CadenceSettings.ReadPatterns(input, node) } }),
            new ValueSetting("metrics", static (input, node, config) => config with { Facts = config.Facts with { Metrics = MetricSettings.Read(input, node) } }),
            new ValueSetting("metric_catalog", static (input, node, config) => Path(input, node, "The path of a metric catalog") is { } value ? config with { Facts = config.Facts with { MetricCatalogFile = value } } : config)),
        new SettingSection(
            "promql",
            new ValueSetting("target_version", static (input, node, config) => TargetVersion(input, node) is { } value ? config with { PromQL = config.PromQL with { TargetVersion = value } } : config),
            new ValueSetting("features", Features)),
        new SettingSection(
            "suppressions",
            new ValueSetting("require_reason", static (input, node, config) => input.Boolean(node) is { } value ? config with { Suppressions = config.Suppressions with { RequireReason = value } } : config),
            new ValueSetting("read_pint_comments", static (input, node, config) => input.Boolean(node) is { } value ? config with { Suppressions = config.Suppressions with { ReadPintComments = value } } : config)),
        new SettingSection(
            "tests",
            new ValueSetting("variables", static (input, node, config) => Variables(input, node) is { } value ? config with { TestVariables = value } : config)),
        new SettingSection(
            "cost",
            new ValueSetting("samples", static (input, node, config) => input.Count(node, "A number of samples") is { } value ? config with { Cost = config.Cost with { Samples = value } } : config),
            new ValueSetting("series", static (input, node, config) => input.Count(node, "A number of series") is { } value ? config with { Cost = config.Cost with { Series = value } } : config)),
        new SettingSection("assumptions", [.. Assumption.All.Select(AssumptionSetting)]),
        new ValueSetting("path_map", PathMap),
        new ValueSetting("fail_on", static (input, node, config) => FailsOn(input, node) is { } value ? config with { FailOn = value } : config),
        new ValueSetting("gates", static (input, node, config) => config with { Gates = GateSettings.Read(input, node) }),
        new ValueSetting("schema", static (input, node, config) => Schema(input, node) is { } value ? config with { Schema = value, IsSchemaSet = true } : config),
        new ValueSetting("rule_set", static (input, node, config) => input.Text(node, "The name of a rule set") is { } scalar ? config with { RuleSet = scalar.Value } : config),
        new ValueSetting("names", static (input, node, config) => input.Word(node, "a name scheme", ("utf8", true), ("legacy", false)) is { } value ? config with { Utf8Names = value } : config),
        new ValueSetting("checks", static (input, node, config) => Values(input, node, "The path of an assembly") is { } value ? config with { CheckAssemblies = value, CheckAssembliesAt = value.IsEmpty ? null : new Location(input.Source, node.Range) } : config),
        new ValueSetting("settings", CheckSettings.Apply));

    /// <summary>The keys of <c>server</c> in a metric catalog: what a snapshot knows of the server.</summary>
    public static SettingSection Server { get; } = new(
        "server",
        new ValueSetting("version", static (input, node, config) => config),
        new ValueSetting("features", static (input, node, config) => config),
        new ValueSetting("jobs", static (input, node, config) => JobSettings.Read(input, node) is { } value ? config with { Facts = config.Facts with { Jobs = value } } : config),
        new ValueSetting("retention", static (input, node, config) => input.Duration(node) is { } value ? config with { Facts = config.Facts with { Retention = value } } : config),
        new ValueSetting("scrape_interval", static (input, node, config) => input.Duration(node) is { } value ? config with { Facts = config.Facts with { ScrapeInterval = value } } : config),
        new ValueSetting("evaluation_interval", static (input, node, config) => input.Duration(node) is { } value ? config with { Facts = config.Facts with { EvaluationInterval = value } } : config),
        new ValueSetting("external_labels", static (input, node, config) => Labels(input, node) is { } value ? config with { Facts = config.Facts with { ExternalLabels = value } } : config));

    /// <summary>The name of another section that has the key; null for none, empty for the top of the file.</summary>
    public static string? SectionOf(string key, SettingSection except)
    {
        foreach (SettingSection section in Root.Settings.OfType<SettingSection>().Prepend(Root))
        {
            if (section != except && section.Settings.Any(setting => setting.Name == key))
            {
                return section.Name;
            }
        }

        return null;
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

    private static Setting AssumptionSetting(Assumption assumption) => new ValueSetting(assumption.Name, (input, node, config) => input.Boolean(node) switch
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
        if (node is YamlScalar { IsNull: true })
        {
            return ImmutableDictionary<string, string>.Empty;
        }

        if (node is not YamlMapping mapping)
        {
            input.Report(node, error);
            return null;
        }

        var labels = ImmutableDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (YamlEntry entry in mapping.Entries)
        {
            if (input.Text(entry.Key, $"The name of a {what}") is { } name && input.Text(entry.Value, $"The value of the {what} '{name.Value}'") is { } value)
            {
                labels[name.Value] = value.Value;
            }
        }

        return labels.ToImmutable();
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

        // Whoever lists the flags says by that which are not on.
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
