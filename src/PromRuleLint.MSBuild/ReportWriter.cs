using System.Collections.Immutable;
using System.Text;
using Microsoft.Build.Utilities;
using PromRuleLint.Diagnostics;
using PromRuleLint.Hosting;
using PromRuleLint.Reporting;
using PromRuleLint.Results.Suppressions;

namespace PromRuleLint.MSBuild;

/// <summary>Writes the reports that a project asks for with <c>PromRuleLintReport</c> and <c>PromRuleLintSarif</c>.</summary>
internal static class ReportWriter
{
    /// <summary>Writes reports; what cannot be written is an error of the build.</summary>
    /// <param name="log">The log of the build.</param>
    /// <param name="reports">The reports: <c>FORMAT=FILE</c>.</param>
    /// <param name="findings">The findings.</param>
    /// <param name="suppressed">The findings that comments suppress.</param>
    /// <param name="projectFile">The path of the project, which files are relative to.</param>
    public static void Write(TaskLoggingHelper log, IEnumerable<string> reports, IReadOnlyCollection<Diagnostic> findings, ImmutableArray<SuppressedDiagnostic> suppressed, string? projectFile)
    {
        foreach (string report in reports.Select(static each => each.Trim()).Where(static each => each.Length > 0))
        {
            int equals = report.IndexOf('=', StringComparison.Ordinal);
            string format = equals < 0 ? report : report[..equals];
            string file = report[(equals + 1)..].Trim();
            if (equals < 0 || file.Length == 0 || !MachineReports.Formats.Contains(format))
            {
                LogError(log, $"PromRuleLintReport: '{report}' names no format and file; write FORMAT=FILE with one of the formats {string.Join(", ", MachineReports.Formats)}.");
                continue;
            }

            var text = new StringWriter { NewLine = "\n" };
            MachineReports.Write(text, format, findings, new SarifReportOptions { Suppressed = suppressed });
            try
            {
                string folder = Path.GetDirectoryName(Path.GetFullPath(projectFile ?? ".")) ?? "";
                string path = Path.GetFullPath(file, folder);
                var output = new OutputFile(folder);
                output.CreateFolderOf(path);
                output.Replace(path, Encoding.UTF8.GetBytes(text.ToString()));
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
            {
                LogError(log, $"The report '{file}' cannot be written: {FailureReason.ForWriting(exception)}.");
            }
        }
    }

    // No arguments follow the message: braces in it are then left as they are.
    private static void LogError(TaskLoggingHelper log, string message) => log.LogError(VisibleText.OneLine(message));
}
