using System.Globalization;
using Microsoft.Build.Framework;
using PromRuleLint.Diagnostics;
using PromRuleLint.Hosting;
using PromRuleLint.Reporting;
using PromRuleLint.Text;

namespace PromRuleLint.MSBuild;

/// <summary>The build task: lints a project's rule files and tells each finding as an error, a warning or a message of the build.</summary>
[MSBuildMultiThreadableTask]
public sealed class LintPrometheusRules : Microsoft.Build.Utilities.Task, ICancelableTask, IDisposable
{
    private readonly CancellationTokenSource _cancellation = new();

    /// <summary>The rule files. The metadata <c>OnlyIfRules</c> marks one to be left alone where it holds no rules.</summary>
    public ITaskItem[] RuleFiles { get; set; } = [];

    /// <summary>The unit-test files of the rules.</summary>
    public ITaskItem[] TestFiles { get; set; } = [];

    /// <summary>Assemblies with custom checks.</summary>
    public ITaskItem[] CheckAssemblies { get; set; } = [];

    /// <summary>The configuration file that holds for all rule files; without it the nearest <c>promrulelint.yml</c> holds for each.</summary>
    public ITaskItem? ConfigurationFile { get; set; }

    /// <summary>The project that is built; the finding that nothing was linted stands there.</summary>
    public string? ProjectFile { get; set; }

    /// <summary>Ids and names that are not told, separated by <c>;</c> or <c>,</c>.</summary>
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
        var options = new LintSessionOptions
        {
            ConfigurationFile = ConfigurationFile is { } file ? FullPath(file) : null,
            CheckAssemblies = [.. CheckAssemblies.Select(FullPath)],

            // A build runs code of the project anyway.
            TrustsRepository = true,
        };
        using var session = new LintSession(options);
        LintResult result;
        try
        {
            result = session.Lint(RuleItems.ToFiles(RuleFiles, ProjectFile), RuleItems.ToFiles(TestFiles, ProjectFile), _cancellation.Token);
        }
        catch (OperationCanceledException)
        {
            return false;
        }

        var warnings = new WarningOptions(NoWarn, TreatWarningsAsErrors, WarningsAsErrors, WarningsNotAsErrors);
        LogFileCounts(result, warnings);
        var failOn = result.Files.ToLookup(static file => file.Input.Source.Path, static file => file.Input.Configuration.FailOn);
        foreach (Diagnostic diagnostic in FindingLimit.Apply(result.Diagnostics))
        {
            BuildLog.LogFinding(Log, diagnostic, warnings.SeverityOf(AsConfigured(diagnostic, failOn[diagnostic.Location.Path].FirstOrDefault())));
        }

        return !Log.HasLoggedErrors;
    }

    private void LogFileCounts(LintResult result, WarningOptions warnings)
    {
        Log.LogMessage(MessageImportance.Normal, $"PromRuleLint: linted {Count(result.RuleFileCount, "rule file")} and {Count(result.TestFileCount, "test file")}.");

        // A file that could not be read is reported as such.
        if (result.FileCount == 0 && result.Diagnostics.IsEmpty)
        {
            DiagnosticDescriptor descriptor = ToolDiagnostics.NothingLinted;
            string project = ProjectFile ?? BuildEngine.ProjectFileOfTaskNode;
            var finding = new Diagnostic(descriptor, new Location(new SourceText(project, ""), default), descriptor.MessageFormat);
            BuildLog.LogFinding(Log, finding, warnings.SeverityOf(finding));
        }
    }

    private static string Count(int count, string noun) => string.Create(CultureInfo.InvariantCulture, $"{count} {noun}{(count == 1 ? "" : "s")}");

    /// <summary>What fails a build is an error of it, and what does not is none.</summary>
    private static Diagnostic AsConfigured(Diagnostic diagnostic, FailOn? failOn) =>
        failOn is null ? diagnostic
        : failOn.Fails(diagnostic) ? diagnostic.WithSeverity(Severity.Error)
        : diagnostic.Severity == Severity.Error ? diagnostic.WithSeverity(Severity.Warning)
        : diagnostic;

    private static string FullPath(ITaskItem item) => item.GetMetadata("FullPath");
}
