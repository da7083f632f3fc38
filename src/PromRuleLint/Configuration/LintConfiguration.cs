using System.Collections.Immutable;
using PromRuleLint.Diagnostics;
using PromRuleLint.Facts;
using PromRuleLint.Gates;
using PromRuleLint.PromQL;
using PromRuleLint.Rules;

namespace PromRuleLint.Configuration;

/// <summary>
/// What <c>promrulelint.yml</c> says, read and valid. The default is what holds without a file. Which keys there are and
/// what they mean is in <c>docs/configuration.md</c>.
/// </summary>
public sealed record LintConfiguration
{
    // Null for none: most runs need none of these kinds of collections, which take a while to load and to compile.
    private readonly ImmutableDictionary<string, DiagnosticSeverity>? _severities;
    private readonly ImmutableDictionary<(string Id, string Setting), object>? _checkSettings;
    private readonly ImmutableDictionary<string, string>? _pathMap;
    private readonly ImmutableDictionary<string, string>? _testVariables;
    private readonly ImmutableHashSet<string>? _deniedAssumptions;

    /// <summary>What holds without a configuration file.</summary>
    public static LintConfiguration Default { get; } = new();

    /// <summary>The file that it was read from, or null.</summary>
    public string? Path { get; init; }

    /// <summary>Severities set by the file, by the id of the descriptor.</summary>
    public ImmutableDictionary<string, DiagnosticSeverity> Severities
    {
        get => _severities ?? ImmutableDictionary<string, DiagnosticSeverity>.Empty;
        init => _severities = value.IsEmpty ? null : value;
    }

    /// <summary>The settings of custom checks that the file sets, by the id of the descriptor and the name of the setting.</summary>
    internal ImmutableDictionary<(string Id, string Setting), object> CheckSettings
    {
        get => _checkSettings ?? ImmutableDictionary<(string, string), object>.Empty;
        init => _checkSettings = value.IsEmpty ? null : value;
    }

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
    public ImmutableDictionary<string, string> PathMap
    {
        get => _pathMap ?? ImmutableDictionary<string, string>.Empty;
        init => _pathMap = value.IsEmpty ? null : value;
    }

    /// <summary>The compose file whose volumes give such folders; null if there is none.</summary>
    public FileReference? ComposeFile { get; init; }

    /// <summary>The names of the assumptions that do not hold here; findings that rest on one are not reported.</summary>
    public ImmutableHashSet<string> DeniedAssumptions
    {
        get => _deniedAssumptions ?? [];
        init => _deniedAssumptions = value.IsEmpty ? null : value;
    }

    /// <summary>Which findings make a run fail; null where the file does not say.</summary>
    public FailOn? FailOn { get; init; }

    /// <summary>The values of variables, written <c>${NAME}</c> in unit-test files.</summary>
    public ImmutableDictionary<string, string> TestVariables
    {
        get => _testVariables ?? ImmutableDictionary<string, string>.Empty;
        init => _testVariables = value.IsEmpty ? null : value;
    }

    /// <summary>Whether names of metrics and labels may be any UTF-8 text, as in Prometheus 3; otherwise the legacy names only.</summary>
    public bool Utf8Names { get; init; } = true;

    /// <summary>Assemblies with custom checks, as paths relative to the configuration file.</summary>
    public ImmutableArray<string> CheckAssemblies { get; init; } = [];

    /// <summary>Where the configuration file names them; null if it names none.</summary>
    public Location? CheckAssembliesAt { get; init; }

    /// <summary>How rule files are read under this configuration.</summary>
    public RuleFileReaderOptions ReaderOptions
    {
        get
        {
            var options = new RuleFileReaderOptions { PromQL = PromQL, Schema = Schema, Utf8Names = Utf8Names };
            return _testVariables is null ? options : options with { Variables = _testVariables };
        }
    }

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

        return _checkSettings is not null && _checkSettings.TryGetValue((descriptor.Id, setting.Name), out object? value) ? (T)value : setting.DefaultValue;
    }

    /// <summary>Whether an assumption does not hold here.</summary>
    internal bool Denies(Assumption assumption) => _deniedAssumptions is not null && _deniedAssumptions.Contains(assumption.Name);

    /// <summary>The severity of a descriptor here: as configured, else its default, or <see cref="DiagnosticSeverity.Hidden"/> where it is off.</summary>
    public DiagnosticSeverity SeverityOf(DiagnosticDescriptor descriptor) =>
        _severities is not null && _severities.TryGetValue(descriptor.Id, out DiagnosticSeverity severity) ? severity
        : descriptor.IsEnabledByDefault ? descriptor.DefaultSeverity
        : DiagnosticSeverity.Hidden;
}
