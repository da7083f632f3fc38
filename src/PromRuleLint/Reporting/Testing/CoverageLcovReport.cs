using System.Globalization;
using PromRuleLint.Testing;
using TextWriter = System.IO.TextWriter;

namespace PromRuleLint.Reporting.Testing;

/// <summary>Coverage as lcov's tracefile (<c>geninfo(1)</c>): a function a rule, a line each that has something to reach, a branch each way of an operator.</summary>
internal static class CoverageLcovReport
{
    /// <summary>Writes the rules in the order given.</summary>
    public static void Write(TextWriter writer, IReadOnlyList<CoveredRule> rules)
    {
        foreach (IGrouping<string, CoveredRule> file in rules.GroupBy(static rule => rule.Rule.File.Source.Path))
        {
            writer.WriteLine("TN:");
            writer.WriteLine($"SF:{VisibleText.OneLine(file.Key)}");
            WriteFunctions(writer, [.. file]);
            CoverageLine[] lines = [.. CoverageLine.From(file)];
            foreach (CoverageLine line in lines)
            {
                for (int i = 0; i < line.Branches.Length; i++)
                {
                    Write(writer, $"BRDA:{line.Number},0,{i},{(line.Hits == 0 ? "-" : line.Branches[i].Hits)}");
                }
            }

            Write(writer, $"BRF:{lines.Sum(static line => line.Branches.Length)}");
            Write(writer, $"BRH:{lines.Sum(static line => line.CoveredBranches)}");
            foreach (CoverageLine line in lines)
            {
                Write(writer, $"DA:{line.Number},{line.Hits}");
            }

            Write(writer, $"LF:{lines.Length}");
            Write(writer, $"LH:{lines.Count(static line => line.Hits > 0)}");
            writer.WriteLine("end_of_record");
        }
    }

    private static void WriteFunctions(TextWriter writer, CoveredRule[] rules)
    {
        foreach (CoveredRule rule in rules)
        {
            Write(writer, $"FN:{rule.Rule.File.Source.GetPosition(rule.Rule.Range.Start).Line},{VisibleText.OneLine(CoverageText.NameOf(rule.Rule))}");
        }

        foreach (CoveredRule rule in rules)
        {
            Write(writer, $"FNDA:{ResultsOf(rule)},{VisibleText.OneLine(CoverageText.NameOf(rule.Rule))}");
        }

        Write(writer, $"FNF:{rules.Length}");
        Write(writer, $"FNH:{rules.Count(static rule => ResultsOf(rule) > 0)}");
    }

    private static long ResultsOf(CoveredRule rule) => rule.Points.First(static point => point.Kind == CoveragePointKind.Result).Hits;

    private static void Write(TextWriter writer, FormattableString line) => writer.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
