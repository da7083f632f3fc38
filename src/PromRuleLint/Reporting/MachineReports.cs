using PromRuleLint.Diagnostics;
using TextWriter = System.IO.TextWriter;

namespace PromRuleLint.Reporting;

/// <summary>The formats that programs read, by name.</summary>
public static class MachineReports
{
    /// <summary>The names of the formats.</summary>
    public static IReadOnlyList<string> Formats { get; } = ["msbuild", "json", "sarif", "github", "gitlab", "junit", "checkstyle", "teamcity", "compact", "rdjson"];

    /// <summary>Writes findings in the order given.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="format">One of <see cref="Formats"/>.</param>
    /// <param name="diagnostics">The findings.</param>
    /// <param name="sarif">What a SARIF report holds besides.</param>
    /// <exception cref="ArgumentException">There is no such format.</exception>
    public static void Write(TextWriter writer, string format, IReadOnlyCollection<Diagnostic> diagnostics, SarifReportOptions? sarif = null)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(diagnostics);
        switch (format)
        {
            case "msbuild":
                MSBuildReport.Write(writer, diagnostics);
                break;
            case "json":
                JsonReport.Write(writer, diagnostics);
                break;
            case "sarif":
                SarifReport.Write(writer, diagnostics, sarif);
                break;
            case "github":
                GitHubReport.Write(writer, diagnostics);
                break;
            case "gitlab":
                GitLabReport.Write(writer, diagnostics);
                break;
            case "junit":
                JUnitReport.Write(writer, diagnostics);
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
                throw new ArgumentException($"There is no format '{format}'.", nameof(format));
        }
    }
}
