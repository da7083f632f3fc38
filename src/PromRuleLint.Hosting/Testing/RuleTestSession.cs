using System.Collections.Immutable;
using System.Diagnostics;
using PromRuleLint.Checks;
using PromRuleLint.Configuration;
using PromRuleLint.Diagnostics;
using PromRuleLint.Hosting.Git;
using PromRuleLint.Rules;
using PromRuleLint.Testing;
using PromRuleLint.Text;

namespace PromRuleLint.Hosting.Testing;

/// <summary>One run over unit-test files: reads them and the rule files that they name, and runs them all.</summary>
public sealed class RuleTestSession(RuleTestSessionOptions options)
{
    private readonly Dictionary<(string Path, RuleFileReaderOptions Options), RuleFile> _ruleFiles = [];

    /// <summary>Runs the tests of files. One that is given twice, under whatever names, is run once; one without tests is left out.</summary>
    /// <param name="files">The files.</param>
    /// <param name="cancellation">Ends the run early.</param>
    /// <exception cref="OperationCanceledException">The run was ended early.</exception>
    public RuleTestRun Run(IReadOnlyList<FoundFile> files, CancellationToken cancellation = default)
    {
        var diagnostics = ImmutableArray.CreateBuilder<Diagnostic>();
        var inputs = new HashSet<string>(StringComparer.Ordinal);
        ImmutableArray<DistinctFile> distinct = DistinctFile.Among([], files);
        SourceText?[] sources = new SourceText?[distinct.Length];
        for (int i = 0; i < distinct.Length; i++)
        {
            inputs.Add(distinct[i].File.FullPath);
            sources[i] = distinct[i].File.Text ?? Read(distinct[i].File, diagnostics);
        }

        var configurations = new ConfigurationSet(options.Configuration);
        ImmutableArray<DiagnosticDescriptor> descriptors = [.. CheckCatalog.All.SelectMany(static check => check.SupportedDiagnostics), .. ToolDiagnostics.All];
        var jobs = new List<Job>();
        var tested = new TestedFiles(distinct, sources, configurations, new FileSearchOptions { Boundary = RepositoryBoundary.Create(options.Configuration), Budget = new SearchBudget() });
        for (int i = 0; i < distinct.Length; i++)
        {
            if (sources[i] is { } source && MakeJob(distinct[i], source, configurations, descriptors, tested, inputs, cancellation) is { } job)
            {
                jobs.Add(job);
            }
        }

        diagnostics.AddRange(configurations.Diagnostics);
        diagnostics.AddRange(tested.Diagnostics);
        diagnostics.AddRange(tested.Missing);
        return new RuleTestRun(RunAll(jobs, cancellation), diagnostics.DrainToImmutable(), [.. inputs]) 
        {
            Suites = [.. jobs.Select(static job => job.Suite)],
            RuleFiles = [.. _ruleFiles.Select(file => new ComparedFile(FullPath(file.Key.Path), file.Key.Path, file.Value, file.Key.Options))],
        };
    }

    private static SourceText? Read(FoundFile file, ImmutableArray<Diagnostic>.Builder diagnostics)
    {
        SourceText? source = FileReader.Read(file, out Diagnostic? failure);
        if (failure is not null)
        {
            diagnostics.Add(failure);
        }

        return source;
    }

    private Job? MakeJob(DistinctFile file, SourceText source, ConfigurationSet configurations, ImmutableArray<DiagnosticDescriptor> descriptors, TestedFiles tested, HashSet<string> inputs, CancellationToken cancellation)
    {
        LintConfiguration configuration = configurations.For(file.File, descriptors);
        if (configurations.PathFor(file.File) is { } path)
        {
            inputs.Add(path);
        }

        configuration = configuration with { TestVariables = options.Tests.PromtoolOnly ? ImmutableDictionary<string, string>.Empty : Variables(configuration) };
        configuration = options.Tests.TargetVersion is { } target ? configuration with { PromQL = configuration.PromQL with { TargetVersion = target } } : configuration;
        RuleFileReaderOptions reader = configuration.ReaderOptions with { PromtoolOnly = options.Tests.PromtoolOnly };
        if (!configurations.IsWanted(file.File, configuration) || RuleFileReader.Read(source, reader).UnitTests is not { } tests)
        {
            return null;
        }

        var rules = new List<RuleFile>();
        ImmutableDictionary<string, ImmutableArray<SourceText>>? found = tested.ReadFor(file.File, source, configuration, cancellation);
        foreach (SourceText text in tests.RuleFiles.SelectMany(entry => found?.GetValueOrDefault(entry.Value) is { IsDefault: false } texts ? texts : []))
        {
            inputs.Add(FullPath(text.Path));
            rules.Add(ReadRules(text, reader));
        }

        return new Job(new RuleTestSuite(tests, rules, options.Tests.For(configuration)), file.OtherNames);
    }

    private string FullPath(string displayPath) => Path.GetFullPath(displayPath, options.Configuration.DisplayFolder ?? Environment.CurrentDirectory);

    private ImmutableDictionary<string, string> Variables(LintConfiguration configuration)
    {
        ImmutableDictionary<string, string>.Builder variables = configuration.TestVariables.ToBuilder();
        foreach ((string name, string value) in options.Variables)
        {
            variables[name] = value;
        }

        return variables.ToImmutable();
    }

    private RuleFile ReadRules(SourceText text, RuleFileReaderOptions reader)
    {
        // Variables are those of tests; without them files of several configurations are read once.
        RuleFileReaderOptions key = reader with { Variables = ImmutableDictionary<string, string>.Empty, MustHoldRules = true };
        if (!_ruleFiles.TryGetValue((text.Path, key), out RuleFile? file))
        {
            _ruleFiles.Add((text.Path, key), file = RuleFileReader.Read(text, key));
        }

        return file;
    }

    private ImmutableArray<TestedFile> RunAll(List<Job> jobs, CancellationToken cancellation)
    {
        var results = new TestedFile?[jobs.Count];
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = Math.Max(1, options.Parallelism), CancellationToken = ended.Token };
        try
        {
            Parallel.For(0, jobs.Count, parallel, i =>
            {
                long started = Stopwatch.GetTimestamp();
                TestFileOutcome outcome = RuleTester.Run(jobs[i].Suite.File, jobs[i].Suite.RuleFiles, jobs[i].Suite.Options, ended.Token);
                results[i] = new TestedFile(outcome, jobs[i].OtherNames, Stopwatch.GetElapsedTime(started)) { RuleFiles = [.. jobs[i].Suite.RuleFiles] };
                if (options.FailFast && !outcome.Passed)
                {
                    ended.Cancel();
                }
            });
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            // The first failure ended the run, as it was asked to.
        }

        return [.. results.OfType<TestedFile>()];
    }

    private sealed record Job(RuleTestSuite Suite, ImmutableArray<string> OtherNames);
}
