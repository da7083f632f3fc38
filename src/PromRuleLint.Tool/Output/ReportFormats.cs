using PromRuleLint.Diagnostics;
using PromRuleLint.Reporting;

namespace PromRuleLint.Tool.Output;

/// <summary>The formats of <c>--format</c>.</summary>
internal static class ReportFormats
{
    public static IReadOnlyList<string> Names { get; } = ["text", .. MachineReports.Formats];

    public static void Write(TextWriter writer, IReadOnlyCollection<Diagnostic> diagnostics, int fileCount, ReportOptions options)
    {
        if (options.Format == "text")
        {
            TextReport.Write(writer, diagnostics, new TextReportOptions { UseColor = options.UseColor, IsVerbose = options.IsVerbose, FileCount = options.IsQuiet ? null : fileCount });
        }
        else
        {
            MachineReports.Write(writer, options.Format, diagnostics, options.Sarif);
        }
    }
}
