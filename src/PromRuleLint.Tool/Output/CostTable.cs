using System.Globalization;
using PromRuleLint.Configuration;
using PromRuleLint.Facts;
using PromRuleLint.Hosting;
using PromRuleLint.PromQL.Syntax;
using PromRuleLint.Reporting;
using PromRuleLint.Rules;

namespace PromRuleLint.Tool.Output;

/// <summary>What each rule reads per evaluation, at most.</summary>
internal static class CostTable
{
    private static readonly TimeSpan PrometheusDefault = TimeSpan.FromMinutes(1);

    /// <summary>Writes the table, the most expensive rule first.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="files">The files.</param>
    /// <param name="limit">How many samples a rule may read; null for any number.</param>
    /// <returns>Whether a rule reads more than it may, or nobody knows how much.</returns>
    public static bool Write(TextWriter writer, IEnumerable<LintedFile> files, long? limit)
    {
        var rows = new List<(Rule Rule, string File, ExpressionCost Cost)>();
        foreach (LintedFile file in files)
        {
            FactsConfiguration facts = file.Input.Configuration.Facts;
            foreach (Rule rule in RuleFileReader.Read(file.Input.Source, file.Input.Configuration.ReaderOptions).Rules)
            {
                if (rule.Expression?.Root is { } root)
                {
                    TimeSpan evaluation = rule.Group.Interval?.Value is { Ticks: > 0 } interval ? interval : facts.EvaluationInterval ?? PrometheusDefault;
                    rows.Add((rule, file.Input.Source.Path, ExpressionCost.Estimate(root, facts.Metrics, selector => facts.ScrapeIntervalsOf(selector)?.Shortest ?? PrometheusDefault, evaluation)));
                }
            }
        }

        bool isBroken = limit is not null && rows.Count == 0;
        writer.WriteLine("samples   series  rule");
        foreach ((Rule rule, string file, ExpressionCost cost) in rows.OrderByDescending(static row => row.Cost.Samples))
        {
            bool isTooMuch = limit is { } most && (cost.Samples > most || !cost.Unknown.IsEmpty);
            isBroken |= isTooMuch;
            string unknown = cost.Unknown.IsEmpty ? "" : $"; not known: {string.Join(", ", cost.Unknown)}";
            string broken = isTooMuch ? string.Create(CultureInfo.InvariantCulture, $"; {limit} are allowed") : "";
            writer.WriteLine(VisibleText.OneLine(string.Create(CultureInfo.InvariantCulture, $"{cost.Samples,-9} {cost.Series,-7} {rule.Name?.Value} ({file}){unknown}{broken}")));
        }

        return isBroken;
    }
}
