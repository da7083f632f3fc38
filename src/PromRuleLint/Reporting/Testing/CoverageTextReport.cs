using System.Globalization;
using PromRuleLint.Testing;
using TextWriter = System.IO.TextWriter;

namespace PromRuleLint.Reporting.Testing;

/// <summary>Coverage for people: the lines of the rules, and below each what no test reached.</summary>
internal static class CoverageTextReport
{
    /// <summary>Writes the rules in the order given.</summary>
    public static void Write(TextWriter writer, IReadOnlyList<CoveredRule> rules)
    {
        foreach (IGrouping<string, CoveredRule> file in rules.GroupBy(static rule => rule.Rule.File.Source.Path))
        {
            writer.WriteLine($"{VisibleText.OneLine(file.Key)} {CoverageText.Share([.. file.SelectMany(static rule => rule.Points)])}");
            foreach (CoveredRule rule in file)
            {
                WriteRule(writer, rule);
            }
        }

        writer.WriteLine($"coverage {CoverageText.Share([.. rules.SelectMany(static rule => rule.Points)])}");
    }

    private static void WriteRule(TextWriter writer, CoveredRule rule)
    {
        Text.SourceText source = rule.Rule.File.Source;
        ILookup<int, CoveragePoint> points = rule.Points.ToLookup(LineOf);
        ILookup<int, CoveragePoint> impossible = rule.Impossible.ToLookup(LineOf);
        foreach (int line in points.Concat(impossible).Select(static line => line.Key).Distinct().Order())
        {
            CoveragePoint[] missing = [.. points[line].Where(static point => !point.IsCovered)];
            char mark = missing.Length == 0 ? '+' : missing.Length == points[line].Count() ? '-' : '~';
            Text.SourceRange range = source.GetLineRange(line);
            writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{line,5} {mark} {VisibleText.OneLine(source.Text[range.Start..range.End])}"));
            foreach (CoveragePoint point in missing)
            {
                writer.WriteLine($"        {CoverageText.Missing(rule, point)}");
            }

            foreach (string? proof in impossible[line].Select(static point => point.Impossibility).Distinct())
            {
                writer.WriteLine($"        not counted: {VisibleText.OneLine(proof ?? "")}");
            }
        }

        int LineOf(CoveragePoint point) => source.GetPosition(point.Range.Start).Line;
    }
}
