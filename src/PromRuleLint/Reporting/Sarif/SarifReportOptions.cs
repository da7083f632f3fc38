using System.Collections.Immutable;
using PromRuleLint.Results.Baselines;
using PromRuleLint.Results.Suppressions;

namespace PromRuleLint.Reporting;

/// <summary>What a SARIF report holds besides the findings that are reported.</summary>
public sealed record SarifReportOptions
{
    /// <summary>Findings that comments suppress; they are listed with a suppression of the kind <c>inSource</c>.</summary>
    public ImmutableArray<SuppressedDiagnostic> Suppressed { get; init; } = [];

    /// <summary>
    /// What a baseline made of the findings; null without one. Those reported are <c>new</c>, known ones are listed as
    /// <c>unchanged</c> and suppressed (<c>external</c>), and entries that are no longer found as <c>absent</c>.
    /// </summary>
    public BaselineComparison? Baseline { get; init; }

    /// <summary>Gives the page of a check in Markdown by its id, or null; the help of its rule then is the page.</summary>
    public Func<string, string?>? FindPage { get; init; }
}
