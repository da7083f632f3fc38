using System.Collections.Immutable;
using System.Globalization;
using PromRuleLint.Diagnostics;

namespace PromRuleLint.Reporting;

/// <summary>
/// Keeps a report from growing far beyond the files: of one file at most <see cref="PerFile"/> findings are shown, and one
/// more says how many there are besides (PRL0014). For hosts, after baselines and other selections.
/// </summary>
internal static class FindingLimit
{
    /// <summary>How many findings of one file are shown.</summary>
    public const int PerFile = 1000;

    /// <summary>The findings to show, in the order given.</summary>
    public static ImmutableArray<Diagnostic> Apply(IReadOnlyCollection<Diagnostic> findings)
    {
        ArgumentNullException.ThrowIfNull(findings);
        return findings.Count <= PerFile ? [.. findings] : Limit(findings);
    }

    private static ImmutableArray<Diagnostic> Limit(IReadOnlyCollection<Diagnostic> findings)
    {
        var counts = new Dictionary<string, (int Count, Diagnostic Gravest)>(StringComparer.Ordinal);
        var shown = ImmutableArray.CreateBuilder<Diagnostic>(findings.Count);
        foreach (Diagnostic finding in findings)
        {
            (int count, Diagnostic? gravest) = counts.GetValueOrDefault(finding.Location.Path);
            counts[finding.Location.Path] = (count + 1, count < PerFile || gravest is not null && gravest.Severity >= finding.Severity ? gravest! : finding);
            if (count < PerFile)
            {
                shown.Add(finding);
            }
        }

        foreach ((_, (int count, Diagnostic gravest)) in counts.Where(static each => each.Value.Count > PerFile).OrderBy(static each => each.Key, StringComparer.Ordinal))
        {
            string message = string.Format(CultureInfo.InvariantCulture, ToolDiagnostics.MoreFindings.MessageFormat, count - PerFile);
            shown.Add(new Diagnostic(ToolDiagnostics.MoreFindings, gravest.Location, message).WithSeverity(gravest.Severity));
        }

        return shown.ToImmutable();
    }
}
