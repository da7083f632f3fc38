using System.Diagnostics;
using System.Globalization;
using PromRuleLint.Checks;
using PromRuleLint.Configuration;
using PromRuleLint.Text;

namespace PromRuleLint.Hostile;

/// <summary>Measures how the time of linting grows with each shape: the exponent over the bytes, between a size and four times that size.</summary>
internal static class GrowthTable
{
    private const double LongEnough = 60;
    private const int MaxFactor = 64;

    /// <summary>Prints a row a shape.</summary>
    /// <param name="filter">Only shapes whose name contains it.</param>
    /// <returns>How many exponents are above 1.3.</returns>
    public static int Print(string filter)
    {
        int above = 0;
        Console.WriteLine("| shape | n | bytes at 4n | ms at n | ms at 4n | exponent | findings at 4n |");
        Console.WriteLine("|---|---:|---:|---:|---:|---:|---:|");
        var linter = new Linter();
        foreach (GrowthShape shape in GrowthShapes.All.Where(shape => shape.Name.Contains(filter, StringComparison.Ordinal)))
        {
            // Grown until it takes long enough to be measured on a machine that does other things too.
            int n = shape.First;
            (double small, _, _) = Measure(linter, shape, n);
            for (int factor = 1; small < LongEnough && factor < MaxFactor; factor *= 2)
            {
                n *= 2;
                (small, _, _) = Measure(linter, shape, n);
                if (small > 10_000)
                {
                    break;
                }
            }

            (double large, long bytes, int findings) = Measure(linter, shape, 4 * n);
            long before = shape.Files(n).Sum(static file => (long)file.Length);
            double exponent = Math.Log(large / small) / Math.Log((double)bytes / before);
            above += exponent > 1.3 ? 1 : 0;
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {shape.Name} | {n} | {bytes} | {small:F0} | {large:F0} | {exponent:F2}{(exponent > 1.3 ? " **" : "")} | {findings} |"));
        }

        return above;
    }

    private static (double Milliseconds, long Bytes, int Findings) Measure(Linter linter, GrowthShape shape, int n)
    {
        string[] files = shape.Files(n);
        LintConfiguration configuration = shape.Configuration is null ? LintConfiguration.Default
            : ConfigurationReader.Read(new SourceText("promrulelint.yml", shape.Configuration(n)), CheckCatalog.Descriptors.All).Configuration;
        LintInput[] inputs = [.. files.Select((text, i) => new LintInput(new SourceText($"{i}.yml", text), configuration))];
        double least = double.MaxValue;
        int findings = 0;
        for (int round = 0; round < 3; round++)
        {
            GC.Collect();
            using var process = Process.GetCurrentProcess();
            TimeSpan before = process.TotalProcessorTime;
            findings = linter.Lint(inputs).Length;
            process.Refresh();
            double took = (process.TotalProcessorTime - before).TotalMilliseconds;
            least = Math.Min(least, took);
            if (took > 2000)
            {
                break;
            }
        }

        return (Math.Max(least, 1), files.Sum(static file => (long)file.Length), findings);
    }
}
