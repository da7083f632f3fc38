using PromRuleLint.Diagnostics;
using PromRuleLint.Hosting;

namespace PromRuleLint.Tool;

/// <summary>What findings mean for the exit code. That work could not be done weighs more than wrong configuration, and that more than findings.</summary>
internal static class LintOutcome
{
    /// <summary>The exit code.</summary>
    /// <param name="diagnostics">All findings.</param>
    /// <param name="failOn">From which severity on they count.</param>
    /// <param name="files">The rule files; what is found elsewhere is found in the configuration.</param>
    public static int ExitCode(IReadOnlyCollection<Diagnostic> diagnostics, Severity failOn, IEnumerable<FoundFile> files)
    {
        var ruleFiles = new HashSet<string>(files.Select(static file => file.DisplayPath), StringComparer.Ordinal);
        int exitCode = ExitCodes.Clean;
        foreach (Diagnostic diagnostic in diagnostics)
        {
            exitCode = Math.Max(exitCode, ExitCode(diagnostic, failOn, ruleFiles));
        }

        return exitCode;
    }

    private static int ExitCode(Diagnostic diagnostic, Severity failOn, HashSet<string> ruleFiles)
    {
        if (diagnostic.Id == ToolDiagnostics.UnreadableFile.Id || diagnostic.Id == ToolDiagnostics.CheckAssemblyFailure.Id || diagnostic.Id == ToolDiagnostics.InternalError.Id)
        {
            return ExitCodes.Failure;
        }

        if (diagnostic.Id == ToolDiagnostics.InvalidConfiguration.Id || diagnostic.Id == ToolDiagnostics.NoFilesMatched.Id
            || (diagnostic.Id == ToolDiagnostics.UnknownCheck.Id && !ruleFiles.Contains(diagnostic.Location.Path)))
        {
            return ExitCodes.Usage;
        }

        return diagnostic.Severity >= failOn ? ExitCodes.Findings : ExitCodes.Clean;
    }
}
