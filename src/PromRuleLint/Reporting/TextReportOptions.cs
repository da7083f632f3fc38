namespace PromRuleLint.Reporting;

/// <summary>How findings are written for people.</summary>
public sealed record TextReportOptions
{
    /// <summary>Whether ANSI colors are written.</summary>
    public bool UseColor { get; init; }

    /// <summary>Whether every reason is shown with lines of its own; else long chains are folded, and what was shown above is not shown again.</summary>
    public bool IsVerbose { get; init; }

    /// <summary>How many files were looked at, for the summary; null for no summary.</summary>
    public int? FileCount { get; init; }
}
