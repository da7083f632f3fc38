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

    /// <summary>Whether text shows every reason with its lines.</summary>
    public bool IsVerbose { get; init; }

    /// <summary>What SARIF holds besides.</summary>
    public SarifReportOptions Sarif { get; init; } = new();

    /// <summary>Whether <see cref="RunStatistics"/> follow.</summary>
    public bool HasStatistics { get; init; }
}
