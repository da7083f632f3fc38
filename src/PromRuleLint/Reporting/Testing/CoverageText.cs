using System.Globalization;
using PromRuleLint.Rules;
using PromRuleLint.Testing;

namespace PromRuleLint.Reporting.Testing;

/// <summary>What the reports about coverage have in common.</summary>
internal static class CoverageText
{
    /// <summary>The covered share in percent; 100 where there is nothing to cover.</summary>
    public static double Percent(IEnumerable<CoveragePoint> points)
    {
        int covered = 0;
        int all = 0;
        foreach (CoveragePoint point in points)
        {
            all++;
            covered += point.IsCovered ? 1 : 0;
        }

        return all == 0 ? 100 : 100.0 * covered / all;
    }

    /// <summary>The share as <c>75% (3 of 4)</c>. It is rounded down: what is not whole is never shown as 100%.</summary>
    public static string Share(IReadOnlyCollection<CoveragePoint> points) =>
        string.Create(CultureInfo.InvariantCulture, $"{Math.Floor(Percent(points) * 10) / 10}% ({points.Count(static point => point.IsCovered)} of {points.Count})");

    /// <summary>What did not happen at a point.</summary>
    public static string Missing(CoveredRule rule, CoveragePoint point)
    {
        string text = VisibleText.OneLine(rule.Rule.File.Source.Text[point.Range.Start..point.Range.End]);
        return point.Kind switch
        {
            CoveragePointKind.Result => $"'{VisibleText.OneLine(NameOf(rule.Rule))}' gave no result",
            CoveragePointKind.Fired => $"no alert was active for {text}",
            CoveragePointKind.Held => $"never held: {text}",
            CoveragePointKind.NotHeld => $"always held: {text}",
            CoveragePointKind.Ran => $"did not run: {text}",
            CoveragePointKind.Skipped => $"was never passed over: {text}",
            CoveragePointKind.Removed => $"removed nothing: {text}",
            _ => $"gave nothing: {text}",
        };
    }

    public static string NameOf(Rule rule) => rule.NameText ?? "";
}
