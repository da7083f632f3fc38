using System.Diagnostics;
using System.Globalization;
using Microsoft.Build.Framework;
using PromRuleLint.Diagnostics;
using PromRuleLint.Hosting;
using PromRuleLint.Reporting;
using PromRuleLint.Text;

namespace PromRuleLint.MSBuild;

/// <summary>The build task: lints a project's rule files and tells each finding as an error, a warning or a message of the build.</summary>
[MSBuildMultiThreadableTask]
public sealed class LintPrometheusRules : RuleTask
{
    /// <summary>The rule files. The metadata <c>OnlyIfRules</c> marks one to be left alone where it holds no rules.</summary>
    public ITaskItem[] RuleFiles { get; set; } = [];

    /// <summary>The unit-test files of the rules.</summary>
    public ITaskItem[] TestFiles { get; set; } = [];

    /// <summary>Assemblies with custom checks.</summary>
    public ITaskItem[] CheckAssemblies { get; set; } = [];

    /// <summary>Reports to write: <c>FORMAT=FILE</c>, relative to the project, separated by <c>;</c>.</summary>
    public string[] Reports { get; set; } = [];

    /// <summary>The full path of a file that keeps what the last run found; null or empty for none.</summary>
    public string? CacheFile { get; set; }

    /// <inheritdoc/>
    protected override void Run()
    {
        long started = Stopwatch.GetTimestamp();
        var places = new BuildPlaces(ProjectFile);
        var options = new LintSessionOptions
        {
            ConfigurationFile = ConfigurationFile,
            CheckAssemblies = [.. CheckAssemblies.Select(static item => item.GetMetadata("FullPath"))],
            DisplayFolder = places.Root,
            CacheFile = string.IsNullOrEmpty(CacheFile) ? null : CacheFile,

            // A build runs code of the project anyway.
            TrustsRepository = true,
        };
        using var session = new LintSession(options);
        LintResult result = session.Lint(places.ToFiles(RuleFiles), places.ToFiles(TestFiles), Cancellation);
        Log.LogMessage(MessageImportance.Normal, $"PromRuleLint: linted {Count(result.RuleFileCount, "rule file")} and {Count(result.TestFileCount, "test file")}.");

        WarningOptions warnings = ReadWarningOptions();
        var failOn = result.Files.ToLookup(static file => file.Input.Source.Path, static file => file.Input.Configuration.FailOn);
        List<Diagnostic> findings = [.. FindingLimit.Apply(result.Diagnostics).Select(finding => AsConfigured(finding, failOn[finding.Location.Path].FirstOrDefault()))];

        // A file that could not be read is reported as such.
        if (result.FileCount == 0 && findings.Count == 0)
        {
            findings.Add(NothingLinted(places));
        }

        findings = [.. findings.Select(finding => finding.WithSeverity(warnings.SeverityOf(finding))).Where(static finding => finding.Severity != DiagnosticSeverity.Hidden)];
        foreach (Diagnostic finding in findings)
        {
            BuildLog.LogFinding(Log, finding, places);
        }

        string how = result.IsReplayed ? "the findings are those of the last build" : "linted anew";
        Log.LogMessage(MessageImportance.Low, string.Create(CultureInfo.InvariantCulture, $"PromRuleLint: {Stopwatch.GetElapsedTime(started).TotalMilliseconds:0} ms in the task, {how}."));
        ReportWriter.Write(Log, Reports, findings, result.Suppressed, ProjectFile);
    }

    private Diagnostic NothingLinted(BuildPlaces places)
    {
        DiagnosticDescriptor descriptor = ToolDiagnostics.NothingLinted;
        return new Diagnostic(descriptor, new Location(new SourceText(places.Display(ProjectFile ?? BuildEngine.ProjectFileOfTaskNode), ""), default), descriptor.MessageFormat);
    }

    private static string Count(int count, string noun) => string.Create(CultureInfo.InvariantCulture, $"{count} {noun}{(count == 1 ? "" : "s")}");

    /// <summary>What fails a build is an error of it, and what does not is none.</summary>
    private static Diagnostic AsConfigured(Diagnostic diagnostic, FailOn? failOn) =>
        failOn is null ? diagnostic
        : failOn.Fails(diagnostic) ? diagnostic.WithSeverity(DiagnosticSeverity.Error)
        : diagnostic.Severity == DiagnosticSeverity.Error ? diagnostic.WithSeverity(DiagnosticSeverity.Warning)
        : diagnostic;
}
