using Microsoft.Build.Framework;

namespace PromRuleLint.MSBuild;

/// <summary>What the tasks over rule files have in common.</summary>
public abstract class RuleTask : Microsoft.Build.Utilities.Task, ICancelableTask, IDisposable
{
    private readonly CancellationTokenSource _cancellation = new();

    /// <summary>The project that is built; findings of the project as a whole stand there.</summary>
    public string? ProjectFile { get; set; }

    /// <summary>
    /// The settings of the project, one item for each target framework, with the metadata <c>ConfigurationFile</c>,
    /// <c>NoWarn</c>, <c>TreatWarningsAsErrors</c>, <c>WarningsAsErrors</c> and <c>WarningsNotAsErrors</c>. A finding has the
    /// gravest severity that one of them gives it.
    /// </summary>
    public ITaskItem[] Settings { get; set; } = [];

    /// <summary>Canceled when the build is.</summary>
    protected CancellationToken Cancellation => _cancellation.Token;

    /// <summary>The full path of the configuration file that holds for all files; null where the nearest holds for each.</summary>
    protected string? ConfigurationFile => Settings.Select(static item => item.GetMetadata("ConfigurationFile")).FirstOrDefault(static path => path.Length > 0);

    /// <inheritdoc/>
    public void Cancel() => _cancellation.Cancel();

    /// <inheritdoc/>
    public void Dispose()
    {
        _cancellation.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <inheritdoc/>
    public override bool Execute()
    {
        if (Settings.Select(static item => item.GetMetadata("ConfigurationFile")).Distinct(StringComparer.Ordinal).Count() > 1)
        {
            Log.LogError("PrometheusRuleConfigurationFile differs between target frameworks, and the project is linted once; set it without a condition.");
            return false;
        }

        try
        {
            Run();
        }
        catch (OperationCanceledException)
        {
            return false;
        }

        return !Log.HasLoggedErrors;
    }

    /// <summary>Does the work; what is wrong is logged.</summary>
    /// <exception cref="OperationCanceledException">The build was cancelled.</exception>
    protected abstract void Run();

    /// <summary>What the settings make of findings.</summary>
    private protected WarningOptions ReadWarningOptions() =>
        new([.. Settings.Select(static item => new WarningSettings(item.GetMetadata("NoWarn"), bool.TryParse(item.GetMetadata("TreatWarningsAsErrors"), out bool all) && all, item.GetMetadata("WarningsAsErrors"), item.GetMetadata("WarningsNotAsErrors")))]);
}
