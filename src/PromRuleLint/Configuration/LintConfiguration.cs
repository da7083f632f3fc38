using System.Collections.Frozen;
using System.Collections.Immutable;
using PromRuleLint.Diagnostics;
using PromRuleLint.Facts;
using PromRuleLint.Gates;
using PromRuleLint.PromQL;
using PromRuleLint.PromQL.Syntax;
using PromRuleLint.Regex;
using PromRuleLint.Rules;

namespace PromRuleLint.Configuration;

/// <summary>
/// What <c>promrulelint.yml</c> says, read and valid. The default is what holds without a file. Which keys there are and
/// what they mean stands in <c>docs/configuration.md</c>.
/// </summary>
public sealed record LintConfiguration
{
    /// <summary>What holds without a configuration file.</summary>
    public static LintConfiguration Default { get; } = new();

    /// <summary>The file that it was read from, or null.</summary>
    public string? Path { get; init; }

    /// <summary>Severities set by the file, by the id of the descriptor.</summary>
    public ImmutableDictionary<string, Severity> Severities { get; init; } = ImmutableDictionary<string, Severity>.Empty;

    /// <summary>The settings of custom checks that the file sets, by the id of the descriptor and the name of the setting.</summary>
    internal ImmutableDictionary<(string Id, string Setting), object> CheckSettings { get; init; } = ImmutableDictionary<(string, string), object>.Empty;

    /// <summary>What counts as a heartbeat and what is forbidden on one.</summary>
    public HeartbeatConfiguration Heartbeat { get; init; } = new();

    /// <summary>The realm label and its values.</summary>
    public RealmConfiguration Realm { get; init; } = new();

    /// <summary>Which files are looked at.</summary>
    public FilesConfiguration Files { get; init; } = new();

    /// <summary>What is known of the server and the metrics.</summary>
    public FactsConfiguration Facts { get; init; } = new();

    /// <summary>How much a rule may read.</summary>
    internal CostLimits Cost { get; init; } = new();

    /// <summary>What suppression comments must have.</summary>
    public SuppressionConfiguration Suppressions { get; init; } = new();

    /// <summary>Under which Prometheus expressions are read: without configuration the newest, started without feature flags.</summary>
    public PromQLOptions PromQL { get; init; } = PromQLOptions.WithoutFeatures;

    /// <summary>The gates; they find nothing in rules.</summary>
    internal ImmutableArray<Gate> Gates { get; init; } = [];

    /// <summary>Whose rule files these are.</summary>
    public RuleSchema Schema { get; init; }

    /// <summary>Whether the configuration file says it: then no file is taken for one of another server.</summary>
    internal bool IsSchemaSet { get; init; }

    /// <summary>
    /// The name of the rule set that the files belong to: files of different rule sets, as of different servers, do not see
    /// each other. Empty where none is set; all such files belong together.
    /// </summary>
    public string RuleSet { get; init; } = "";

    /// <summary>Folders as a server knows them, with the folders here that hold what stands there, relative to the configuration file.</summary>
    public ImmutableDictionary<string, string> PathMap { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>The compose file whose volumes say the same; null for none.</summary>
    public FileReference? ComposeFile { get; init; }

    /// <summary>The names of the assumptions that do not hold here; findings that rest on one are not reported.</summary>
    public ImmutableHashSet<string> DeniedAssumptions { get; init; } = [];

    /// <summary>Which findings make a run fail; null where the file does not say.</summary>
    public FailOn? FailOn { get; init; }

    /// <summary>The values of variables, written <c>${NAME}</c> in unit-test files.</summary>
    public ImmutableDictionary<string, string> TestVariables { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>Whether names of metrics and labels may be any UTF-8 text, as in Prometheus 3; otherwise the legacy names only.</summary>
    public bool Utf8Names { get; init; } = true;

    /// <summary>Assemblies with custom checks, as paths relative to the configuration file.</summary>
    public ImmutableArray<string> CheckAssemblies { get; init; } = [];

    /// <summary>Where the configuration file names them; null where it names none.</summary>
    public Location? CheckAssembliesAt { get; init; }

    /// <summary>How rule files are read under this configuration.</summary>
    public RuleFileReaderOptions ReaderOptions => new() { PromQL = PromQL, Schema = Schema, Utf8Names = Utf8Names, Variables = TestVariables };

    /// <summary>The value of a setting of a check here: as configured, else its default.</summary>
    /// <exception cref="ArgumentException">The descriptor does not declare the setting.</exception>
    public T ValueOf<T>(DiagnosticDescriptor descriptor, CheckSetting<T> setting)
    {
        ArgumentNullException.ThrowIfNull(descriptor);
        ArgumentNullException.ThrowIfNull(setting);
        if (!descriptor.Settings.Contains(setting))
        {
            throw new ArgumentException($"{descriptor.Id} ({descriptor.Name}) does not declare the setting '{setting.Name}'.", nameof(setting));
        }

        return CheckSettings.TryGetValue((descriptor.Id, setting.Name), out object? value) ? (T)value : setting.DefaultValue;
    }

    /// <summary>The severity of a descriptor here: as configured, else its default, or <see cref="Severity.Hidden"/> where it is off.</summary>
    public Severity SeverityOf(DiagnosticDescriptor descriptor) =>
        Severities.TryGetValue(descriptor.Id, out Severity severity) ? severity
        : descriptor.IsEnabledByDefault ? descriptor.DefaultSeverity
        : Severity.Hidden;
}

/// <summary>What counts as a heartbeat.</summary>
public sealed record HeartbeatConfiguration
{
    private Re2Pattern? _compiled;

    /// <summary>
    /// The RE2 pattern, fully anchored, of the names of heartbeat series; null for the default: names with the word
    /// <c>heartbeat</c> that do not end in <c>_total</c>, <c>_count</c>, <c>_sum</c> or <c>_bucket</c> (those count
    /// something about heartbeats and are none).
    /// </summary>
    public string? Pattern { get; init; }

    /// <summary>The functions that hide a stalled or restarted sequence and are forbidden on heartbeat series.</summary>
    public ImmutableArray<string> ForbiddenFunctions { get; init; } = ["sgn", "sign", "abs", "increase"];

    /// <summary>Whether a metric of this name is a heartbeat series.</summary>
    public bool IsHeartbeat(string metric) =>
        Pattern is null ? HasHeartbeatWord(metric) : (_compiled ??= Re2Pattern.Parse(Pattern, new Re2Budget(Re2Budget.PerSetting))).TryMatch(metric) == true;

    private static bool HasHeartbeatWord(string metric)
    {
        const string Word = "heartbeat";
        if (metric.EndsWith("_total", StringComparison.Ordinal) || metric.EndsWith("_count", StringComparison.Ordinal)
            || metric.EndsWith("_sum", StringComparison.Ordinal) || metric.EndsWith("_bucket", StringComparison.Ordinal))
        {
            return false;
        }

        for (int at = metric.IndexOf(Word, StringComparison.OrdinalIgnoreCase); at >= 0; at = metric.IndexOf(Word, at + 1, StringComparison.OrdinalIgnoreCase))
        {
            int end = at + Word.Length;
            if ((at == 0 || !char.IsLetterOrDigit(metric[at - 1])) && (end == metric.Length || !char.IsLetterOrDigit(metric[end])))
            {
                return true;
            }
        }

        return false;
    }
}

/// <summary>The label that tells the realms (prod, staging, …) apart.</summary>
public sealed record RealmConfiguration
{
    private readonly FrozenSet<string> _allowed = FrozenSet<string>.Empty;

    /// <summary>The label.</summary>
    public string Label { get; init; } = "metric_realm";

    /// <summary>The values that are allowed; empty for any.</summary>
    public ImmutableArray<string> AllowedValues
    {
        get;
        init
        {
            field = value;
            _allowed = value.IsDefaultOrEmpty ? FrozenSet<string>.Empty : value.ToFrozenSet();
        }
    } = [];

    /// <summary>Whether a value is one of <see cref="AllowedValues"/>.</summary>
    internal bool Allows(string value) => _allowed.Contains(value);

    /// <summary>Whether the configuration file has set the label or its values; the policy then holds for every heartbeat series.</summary>
    public bool IsConfigured { get; init; }
}

/// <summary>Which files are looked at.</summary>
public sealed record FilesConfiguration
{
    /// <summary>Globs of files to look at, relative to the configuration file; empty for the host's default.</summary>
    public ImmutableArray<string> Include { get; init; } = [];

    /// <summary>Globs of files to leave out, relative to the configuration file.</summary>
    public ImmutableArray<string> Exclude { get; init; } = [];
}

/// <summary>What is known of the server and the metrics; checks that need a fact are silent without it.</summary>
public sealed record FactsConfiguration
{
    private readonly FrozenSet<string> _external = FrozenSet<string>.Empty;

    /// <summary>How often targets are scraped.</summary>
    public TimeSpan? ScrapeInterval { get; init; }

    /// <summary>The jobs of the server, as Prometheus configurations that load the rules name them; null where none is known. <see cref="ScrapeInterval"/> stands over their intervals.</summary>
    internal ScrapeJobs? Jobs { get; init; }

    /// <summary>The interval of groups that set none; Prometheus' default is one minute.</summary>
    public TimeSpan? EvaluationInterval { get; init; }

    /// <summary>How far back an instant selector looks; Prometheus' default is five minutes.</summary>
    public TimeSpan LookbackDelta { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>How long samples are kept.</summary>
    public TimeSpan? Retention { get; init; }

    /// <summary>The server's external labels; null where they are not known.</summary>
    public ImmutableDictionary<string, string>? ExternalLabels { get; init; }

    /// <summary>Names of recorded metrics that also come from elsewhere, of which nothing is therefore known.</summary>
    public ImmutableArray<string> ExternalMetrics
    {
        get;
        init
        {
            field = value;
            _external = value.IsDefaultOrEmpty ? FrozenSet<string>.Empty : value.ToFrozenSet();
        }
    } = [];

    /// <summary>Whether a metric is one of <see cref="ExternalMetrics"/>.</summary>
    internal bool IsExternal(string metric) => _external.Contains(metric);

    /// <summary>Which labels series that no rule records are taken to have.</summary>
    public ScrapedLabels ScrapedLabels { get; init; } = ScrapedLabels.Usual;

    /// <summary>
    /// What is declared of metrics that no rule records: in the configuration file, and in the catalog that it names once
    /// the host has read that and laid this over it.
    /// </summary>
    public MetricCatalog Metrics { get; init; } = MetricCatalog.Empty;

    /// <summary>The file with more declarations, which <see cref="MetricCatalogReader"/> reads; null for none.</summary>
    public FileReference? MetricCatalogFile { get; init; }

    /// <summary>How often metrics are written, by patterns of their whole names; the first that matches counts.</summary>
    internal ImmutableArray<(Re2Pattern Metrics, Cadence Cadence)> Cadences { get; init; } = [];

    /// <summary>How often a metric is written, as <see cref="Metrics"/> or else <see cref="Cadences"/> declare it; null where they do not.</summary>
    internal Cadence? CadenceOf(string metric) =>
        Metrics.Find(metric)?.Cadence ?? (Cadences.IsEmpty ? null : Cadences.FirstOrDefault(each => each.Metrics.TryMatch(metric) == true).Cadence);

    /// <summary>Whether the cadence of any metric is declared.</summary>
    internal bool HasCadences => !Cadences.IsEmpty || !Metrics.IsEmpty;

    /// <summary>The shortest and the longest interval of the samples of series that are scraped and that a selector may select; null where they are not known.</summary>
    internal (TimeSpan Shortest, TimeSpan Longest)? ScrapeIntervalsOf(VectorSelector selector) =>
        ScrapeInterval is { } all ? (all, all) : Jobs?.IntervalsOf(selector);
}

/// <summary>A file that the configuration names.</summary>
/// <param name="Path">Its path, relative to the configuration file.</param>
/// <param name="NamedAt">Where it is named.</param>
public sealed record FileReference(string Path, Location NamedAt);

/// <summary>How much a rule may read at each evaluation; null for any number.</summary>
internal sealed record CostLimits
{
    /// <summary>How many samples.</summary>
    public long? Samples { get; init; }

    /// <summary>How many series.</summary>
    public long? Series { get; init; }
}

/// <summary>What suppression comments must have.</summary>
public sealed record SuppressionConfiguration
{
    /// <summary>Whether each needs a reason after <c>--</c>.</summary>
    public bool RequireReason { get; init; }

    /// <summary>Whether comments of pint (<c># pint disable …</c>) count too.</summary>
    public bool ReadPintComments { get; init; }
}
