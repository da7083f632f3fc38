using System.Collections.Immutable;
using PromRuleLint.Checks;
using PromRuleLint.Configuration;
using PromRuleLint.Diagnostics;
using PromRuleLint.Hosting.Caching;
using PromRuleLint.Rules;
using PromRuleLint.RuleSets;
using PromRuleLint.Testing.Witnesses;
using PromRuleLint.Text;

namespace PromRuleLint.Hosting;

/// <summary>
/// One run over files, as every host makes it: read the files, find the configuration of each, load custom checks,
/// lint all together. Nothing that goes wrong with one file hides what is found in another.
/// </summary>
public sealed class LintSession : IDisposable
{
    private readonly LintSessionOptions _options;
    private readonly CheckAssemblyLoader _loader;

    /// <summary>Makes a session.</summary>
    public LintSession(LintSessionOptions options)
    {
        _options = options;
        _loader = new CheckAssemblyLoader { Display = new ConfigurationSet(options).Display };
    }

    /// <summary>Lints files. One that is given twice, under whatever names, is looked at once.</summary>
    /// <param name="ruleFiles">The rule files, Prometheus configurations that name some, and unit-test files where the host does not tell them apart.</param>
    /// <param name="testFiles">The unit-test files; those among them may stand among the rule files too.</param>
    /// <param name="cancellation">Ends the run early.</param>
    /// <exception cref="OperationCanceledException">The run was ended early.</exception>
    public LintResult Lint(IReadOnlyList<FoundFile> ruleFiles, IReadOnlyList<FoundFile> testFiles, CancellationToken cancellation = default)
    {
        var diagnostics = ImmutableArray.CreateBuilder<Diagnostic>();
        (Linter linter, ImmutableArray<LintedFile> linted, ConfigurationSet configurations) = Load(ruleFiles, testFiles, diagnostics, cancellation);
        var mayKnowOthers = linted.Where(each => configurations.MayKnowOtherChecks(each.File)).Select(static each => each.File.DisplayPath).ToHashSet(StringComparer.Ordinal);
        var today = DateOnly.FromDateTime(DateTime.Today);
        (LintRun run, bool isReplayed) = FindOrRun(linter, linted, configurations, today, cancellation);
        diagnostics.AddRange(run.Diagnostics.Where(finding => finding.Id != ToolDiagnostics.UnknownCheck.Id || !mayKnowOthers.Contains(finding.Location.Path)));
        return new LintResult(diagnostics.DrainToImmutable(), [.. linted.Select((file, i) => file with { Kind = run.Kinds[i] })]) { Suppressed = run.Suppressed, IsReplayed = isReplayed };
    }

    /// <summary>What the cache has of the same input, else what linting gives.</summary>
    private (LintRun Run, bool IsReplayed) FindOrRun(Linter linter, ImmutableArray<LintedFile> linted, ConfigurationSet configurations, DateOnly today, CancellationToken cancellation)
    {
        LintCache? cache = _options.CacheFile is { } path ? new LintCache(path) : null;
        byte[]? key = cache is null ? null : LintCache.KeyOf(linter, linted, configurations.TextsRead, configurations.PathFor);
        if (key is null)
        {
            return (linter.Run([.. linted.Select(static file => file.Input)], today, cancellation), false);
        }

        var sources = new CachedSources(configurations.TextsRead, linted);
        if (cache!.Find(key, today, sources, linter) is { } known && known.Kinds.Length == linted.Length)
        {
            return (known, true);
        }

        LintRun run = linter.Run([.. linted.Select(static file => file.Input)], today, cancellation);
        cache.Keep(key, today, sources, run);
        return (run, false);
    }

    /// <summary>Finds which files are loaded together.</summary>
    /// <param name="files">The files, as for <see cref="Lint"/>.</param>
    /// <param name="diagnostics">Gets what is wrong with files and configuration.</param>
    /// <param name="cancellation">Ends the run early.</param>
    public ImmutableArray<RuleSetDefinition> FindRuleSets(IReadOnlyList<FoundFile> files, ImmutableArray<Diagnostic>.Builder diagnostics, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(diagnostics);
        (_, ImmutableArray<LintedFile> linted, _) = Load(files, [], diagnostics, cancellation);
        return Linter.FindRuleSets([.. linted.Select(static file => file.Input)], cancellation);
    }

    /// <summary>Answers for the alerts of files: whether they can fire.</summary>
    /// <param name="files">The files, as for <see cref="Lint"/>.</param>
    /// <param name="isWanted">Which alerts to answer for; null for all.</param>
    /// <param name="diagnostics">Gets what is wrong with files and configuration.</param>
    /// <param name="cancellation">Ends the run early.</param>
    public ImmutableArray<WitnessAnswer> FindWitnesses(IReadOnlyList<FoundFile> files, Func<AlertingRule, bool>? isWanted, ImmutableArray<Diagnostic>.Builder diagnostics, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(diagnostics);
        (_, ImmutableArray<LintedFile> linted, _) = Load(files, [], diagnostics, cancellation);
        return WitnessRun.Find([.. linted.Select(static file => file.Input)], isWanted, cancellation);
    }

    private (Linter Linter, ImmutableArray<LintedFile> Files, ConfigurationSet Configurations) Load(IReadOnlyList<FoundFile> ruleFiles, IReadOnlyList<FoundFile> testFiles, ImmutableArray<Diagnostic>.Builder diagnostics, CancellationToken cancellation)
    {
        ImmutableArray<DistinctFile> files = DistinctFile.Among(ruleFiles, testFiles);
        FileTexts texts = FileTexts.Read(files, diagnostics, cancellation);
        var configurations = new ConfigurationSet(_options);
        var limits = new FileSearchOptions { Boundary = RepositoryBoundary.Create(_options), Budget = new SearchBudget() };
        var outside = new List<Diagnostic>();
        if (ConfiguredRuleFiles.Find(files, texts, configurations, limits, outside, cancellation) is { Count: > 0 } configured)
        {
            diagnostics.Clear();
            files = DistinctFile.Among([.. ruleFiles, .. configured], testFiles);
            texts = FileTexts.Read(files, diagnostics, cancellation);
        }

        diagnostics.AddRange(outside);
        Linter linter = MakeLinter(configurations, files, diagnostics);
        var linted = ImmutableArray.CreateBuilder<LintedFile>(files.Length);
        SourceText?[] sources = texts.Sources;
        var tested = new TestedFiles(files, sources, configurations, limits);
        ImmutableArray<LoadingServer>[] loadedBy = ConfiguredRuleFiles.LoadedBy(files, texts, configurations, limits.Budget);
        ImmutableArray<DiagnosticDescriptor> descriptors = [.. linter.Checks.SelectMany(static check => check.SupportedDiagnostics), .. ToolDiagnostics.All];
        HashSet<int> copies = CopiedFolders.Find(files, sources);
        for (int i = 0; i < files.Length; i++)
        {
            FoundFile file = files[i].File;
            if (sources[i] is { } source && !copies.Contains(i))
            {
                LintConfiguration configuration = configurations.For(file, descriptors);
                if (configurations.IsWanted(file, configuration) && texts.MayHoldRules(i))
                {
                    var input = new LintInput(source, Under(loadedBy[i], configuration))
                    {
                        MustHoldRules = FileTexts.MustHoldRules(file),
                        OtherNames = files[i].OtherNames,
                        TestedRuleFiles = texts.SpeaksOfRuleFiles(i) ? tested.ReadFor(file, source, configuration, cancellation) : null,
                        LoadedBy = [.. loadedBy[i].Select(static server => server.Path)],
                    };
                    linted.Add(new LintedFile(file, input));
                }
            }
        }

        diagnostics.AddRange(tested.Diagnostics);
        diagnostics.AddRange(configurations.Diagnostics);
        configurations.TextsRead.AddRange(sources.OfType<SourceText>());
        return (linter, linted.DrainToImmutable(), configurations);
    }

    /// <summary>The configuration of a file with what is true of all servers that load it.</summary>
    private static LintConfiguration Under(ImmutableArray<LoadingServer> servers, LintConfiguration configuration) =>
        servers.IsEmpty ? configuration : configuration with { Facts = servers.Select(static server => server.Configuration).Aggregate(static (one, other) => one.And(other)).Under(configuration.Facts) };

    /// <inheritdoc/>
    public void Dispose() => _loader.Dispose();

    private Linter MakeLinter(ConfigurationSet configurations, ImmutableArray<DistinctFile> files, ImmutableArray<Diagnostic>.Builder diagnostics)
    {
        var assemblies = new List<string>(_options.CheckAssemblies);
        assemblies.AddRange(files.Select(file => configurations.PathFor(file.File)).OfType<string>().Distinct(StringComparer.Ordinal).SelectMany(configurations.CheckAssembliesOf));
        var checks = new List<Check>();
        foreach (string assembly in assemblies.Distinct(StringComparer.Ordinal))
        {
            foreach (Check check in _loader.Load(assembly, diagnostics))
            {
                try
                {
                    _ = new Linter([.. checks, check]);
                    checks.Add(check);
                }
                catch (ArgumentException exception)
                {
                    diagnostics.Add(ToolFindings.CheckAssemblyFailure(configurations.Display(assembly), exception.Message.Replace($" (Parameter '{exception.ParamName}')", "", StringComparison.Ordinal).TrimEnd('.')));
                }
            }
        }

        return new Linter(checks);
    }
}
