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

    /// <summary>Assemblies with checks of one's own.</summary>
    public ITaskItem[] CheckAssemblies { get; set; } = [];

    /// <summary>The configuration file that holds for all rule files; without it the nearest <c>promrulelint.yml</c> holds for each.</summary>
    public ITaskItem? ConfigurationFile { get; set; }

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
            result = session.Lint([.. RuleFiles.Select(ToFile).Where(IsNoConfiguration)], [.. TestFiles.Select(ToFile)], _cancellation.Token);
        }
        catch (OperationCanceledException)
        {
            return false;
        }

        var warnings = new WarningOptions(NoWarn, TreatWarningsAsErrors, WarningsAsErrors, WarningsNotAsErrors);
        var failOn = result.Files.ToLookup(static file => file.Input.Source.Path, static file => file.Input.Configuration.FailOn);
        foreach (Diagnostic diagnostic in result.Diagnostics)
        {
            LogFinding(diagnostic, warnings.SeverityOf(AsConfigured(diagnostic, failOn[diagnostic.Location.Path].FirstOrDefault())));
        }

        return !Log.HasLoggedErrors;
    }

    /// <summary>What fails a build is an error of it, and what does not is none.</summary>
    private static Diagnostic AsConfigured(Diagnostic diagnostic, FailOn? failOn) =>
        failOn is null ? diagnostic
        : failOn.Fails(diagnostic) ? diagnostic.WithSeverity(Severity.Error)
        : diagnostic.Severity == Severity.Error ? diagnostic.WithSeverity(Severity.Warning)
        : diagnostic;

    private static FoundFile ToFile(ITaskItem item) => new(FullPath(item), FullPath(item), IsNamed: item.GetMetadata("OnlyIfRules") != "true");

    // A project's glob over a folder of rules takes the configuration that lies among them too.
    private static bool IsNoConfiguration(FoundFile file) => !ConfigurationLocator.FileNames.Contains(Path.GetFileName(file.FullPath));

    private static string FullPath(ITaskItem item) => item.GetMetadata("FullPath");

    private void LogFinding(Diagnostic diagnostic, Severity severity)
    {
        if (severity == Severity.None)
        {
            return;
        }

        // Terminals show no help link of their own, so it stands in the message too, as the compiler's do.
        string? link = diagnostic.Descriptor.HelpLink is { Length: > 0 } url ? url : null;
        string text = VisibleText.OneLine(diagnostic.Message);
        string message = link is null ? text : $"{text} ({link})";
        string path = VisibleText.OneLine(diagnostic.Location.Path);
        LinePosition start = diagnostic.Location.Start;
        LinePosition end = diagnostic.Location.End;

        // No arguments follow a message: braces in it are then left as they are.
        switch (severity)
        {
            case Severity.Error:
                Log.LogError(null, diagnostic.Id, null, link, path, start.Line, start.Column, end.Line, end.Column, message);
                break;
            case Severity.Warning:
                Log.LogWarning(null, diagnostic.Id, null, link, path, start.Line, start.Column, end.Line, end.Column, message);
                break;
            default:
                Log.LogMessage(null, diagnostic.Id, null, path, start.Line, start.Column, end.Line, end.Column, MessageImportance.Normal, message);
                break;
        }

        MessageImportance importance = severity == Severity.Information ? MessageImportance.Normal : MessageImportance.High;
        foreach (RelatedLocation related in diagnostic.Related)
        {
            start = related.Location.Start;
            end = related.Location.End;
            Log.LogMessage(null, diagnostic.Id, null, VisibleText.OneLine(related.Location.Path), start.Line, start.Column, end.Line, end.Column, importance, VisibleText.OneLine(related.Message));
        }
    }
}
