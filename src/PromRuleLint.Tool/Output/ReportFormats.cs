using PromRuleLint.Diagnostics;
using PromRuleLint.Reporting;

namespace PromRuleLint.Tool.Output;

/// <summary>How to write a report.</summary>
/// <param name="Format">One of <see cref="ReportFormats.Names"/>.</param>
/// <param name="UseColor">Whether in color, where the format has any.</param>
internal sealed record ReportOptions(string Format, bool UseColor)
{
    /// <summary>Whether there is no summary.</summary>
    public bool IsQuiet { get; init; }

    /// <summary>Whether <see cref="RunStatistics"/> follow.</summary>
    public bool HasStatistics { get; init; }
}

/// <summary>The formats of <c>--format</c>.</summary>
internal static class ReportFormats
{
    public static IReadOnlyList<string> Names { get; } = ["text", "msbuild", "json", "sarif", "github", "gitlab", "junit", "checkstyle", "teamcity", "compact", "rdjson"];

    public static void Write(TextWriter writer, IReadOnlyCollection<Diagnostic> diagnostics, int fileCount, ReportOptions options)
    {
        switch (options.Format)
        {
            case "msbuild":
                MSBuildReport.Write(writer, diagnostics);
                break;
            case "json":
                JsonReport.Write(writer, diagnostics);
                break;
            case "sarif":
                SarifReport.Write(writer, diagnostics);
                break;
            case "github":
                GitHubReport.Write(writer, diagnostics);
                break;
            case "junit":
                JUnitReport.Write(writer, diagnostics);
                break;
            case "gitlab":
                GitLabReport.Write(writer, diagnostics);
                break;
            case "checkstyle":
                CheckstyleReport.Write(writer, diagnostics);
                break;
            case "teamcity":
                TeamCityReport.Write(writer, diagnostics);
                break;
            case "compact":
                CompactReport.Write(writer, diagnostics);
                break;
            case "rdjson":
                ReviewdogReport.Write(writer, diagnostics);
                break;
            default:
                TextReport.Write(writer, diagnostics, new TextReportOptions { UseColor = options.UseColor, FileCount = options.IsQuiet ? null : fileCount });
                break;
        }
    }
}
