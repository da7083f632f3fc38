using PromRuleLint.Diagnostics;
using PromRuleLint.Hosting;

namespace PromRuleLint.Tool;

/// <summary>What findings mean for the exit code. That work could not be done weighs more than wrong configuration, and that more than findings.</summary>
internal static class LintOutcome
{
    /// <summary>The exit code.</summary>
    /// <param name="diagnostics">All findings.</param>
    /// <param name="failOn">Which findings count, given the path of the file that they are in.</param>
    /// <param name="files">The rule files; what is found elsewhere is found in the configuration.</param>
    public static int ExitCode(IReadOnlyCollection<Diagnostic> diagnostics, Func<string, FailOn> failOn, IEnumerable<FoundFile> files)
    {
        var ruleFiles = new Lazy<HashSet<string>>(() => new HashSet<string>(files.Select(static file => file.DisplayPath), StringComparer.Ordinal));
        int exitCode = ExitCodes.Clean;
        foreach (Diagnostic diagnostic in diagnostics)
        {
            exitCode = Math.Max(exitCode, ExitCode(diagnostic, failOn, ruleFiles));
        }

        return exitCode;
    }

    /// <summary>The exit code where errors count.</summary>
    public static int ExitCode(IReadOnlyCollection<Diagnostic> diagnostics, IEnumerable<FoundFile> files) => ExitCode(diagnostics, static _ => FailOn.Errors, files);

    private static int ExitCode(Diagnostic diagnostic, Func<string, FailOn> failOn, Lazy<HashSet<string>> ruleFiles)
    {
        if (diagnostic.Id == ToolDiagnostics.UnreadableFile.Id || diagnostic.Id == ToolDiagnostics.CheckAssemblyFailure.Id || diagnostic.Id == ToolDiagnostics.InternalError.Id)
        {
            return ExitCodes.Failure;
        }

        if (diagnostic.Id == ToolDiagnostics.InvalidConfiguration.Id || diagnostic.Id == ToolDiagnostics.NoFilesMatched.Id
            || (diagnostic.Id == ToolDiagnostics.UnknownCheck.Id && !ruleFiles.Value.Contains(diagnostic.Location.Path)))
        {
            return ExitCodes.Usage;
        }

        return failOn(diagnostic.Location.Path).Fails(diagnostic) ? ExitCodes.Findings : ExitCodes.Clean;
    }
}
