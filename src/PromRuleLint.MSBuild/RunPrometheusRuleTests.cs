using System.Collections.Immutable;
using Microsoft.Build.Framework;
using PromRuleLint.Diagnostics;
using PromRuleLint.Hosting;
using PromRuleLint.Hosting.Testing;
using PromRuleLint.Testing;

namespace PromRuleLint.MSBuild;

/// <summary>The build task that runs the unit tests of a project's rules: a failed expectation is an error of the build.</summary>
[MSBuildMultiThreadableTask]
public sealed class RunPrometheusRuleTests : Microsoft.Build.Utilities.Task, ICancelableTask, IDisposable
{
    private readonly CancellationTokenSource _cancellation = new();

    /// <summary>The unit-test files.</summary>
    public ITaskItem[] TestFiles { get; set; } = [];

    /// <summary>The project that is built.</summary>
    public string? ProjectFile { get; set; }

    /// <summary>The configuration file that holds for all; without it the nearest <c>promrulelint.yml</c> holds for each.</summary>
    public ITaskItem? ConfigurationFile { get; set; }

    /// <summary>Values of variables: items <c>NAME=VALUE</c>.</summary>
    public ITaskItem[] Variables { get; set; } = [];

    /// <summary>Whether each group is evaluated at its own interval.</summary>
    public bool UseGroupIntervals { get; set; }

    /// <summary>Ids and names that are not reported, separated by <c>;</c> or <c>,</c>.</summary>
    public string? NoWarn { get; set; }

    /// <summary>Whether warnings fail the build.</summary>
    public bool TreatWarningsAsErrors { get; set; }

    /// <summary>Ids and names of warnings that fail the build.</summary>
    public string? WarningsAsErrors { get; set; }

    /// <summary>Ids and names of warnings that stay warnings under <see cref="TreatWarningsAsErrors"/>.</summary>
    public string? WarningsNotAsErrors { get; set; }

    /// <inheritdoc/>
    public void Cancel() => _cancellation.Cancel();

    /// <inheritdoc/>
    public void Dispose() => _cancellation.Dispose();

    /// <inheritdoc/>
    public override bool Execute()
    {
        var options = new RuleTestSessionOptions
        {
            Configuration = new LintSessionOptions { ConfigurationFile = ConfigurationFile?.GetMetadata("FullPath") },
            Variables = Variables.Select(static item => item.ItemSpec.Split('=', 2)).Where(static parts => parts.Length == 2).ToImmutableDictionary(static parts => parts[0], static parts => parts[1], StringComparer.Ordinal),
            Parallelism = Environment.ProcessorCount,
            Tests = RuleTestOptions.Default with { UseGroupIntervals = UseGroupIntervals },
        };
        RuleTestRun run;
        try
        {
            run = new RuleTestSession(options).Run(RuleItems.ToFiles(TestFiles, ProjectFile), _cancellation.Token);
        }
        catch (OperationCanceledException)
        {
            return false;
        }

        var warnings = new WarningOptions(NoWarn, TreatWarningsAsErrors, WarningsAsErrors, WarningsNotAsErrors);
        foreach (Diagnostic diagnostic in run.Diagnostics.Concat(run.Files.SelectMany(static file => TestFindings.From(file.Outcome))))
        {
            BuildLog.LogFinding(Log, diagnostic, warnings.SeverityOf(diagnostic));
        }

        int tests = run.Files.Sum(static file => file.Outcome.Tests.Length);
        Log.LogMessage(MessageImportance.Normal, $"{tests} unit tests of rules were run.");
        return !Log.HasLoggedErrors;
    }
}
