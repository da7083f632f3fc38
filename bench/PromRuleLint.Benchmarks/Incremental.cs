using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using PromRuleLint.Configuration;
using PromRuleLint.Diagnostics;
using PromRuleLint.Text;

namespace PromRuleLint.Benchmarks;

/// <summary>
/// What it costs to lint again when one file of many has changed: a number in a rule of each of some files, one file after
/// the other, against a lint of all files from nothing. What is found is compared each time.
/// </summary>
internal static class Incremental
{
    private const int Warmup = 20;
    private const int Rounds = 60;

    /// <summary>Prints the times over files.</summary>
    public static void Print(IReadOnlyList<SourceText> sources)
    {
        var linter = new Linter();
        var workspace = new LintWorkspace(linter);
        foreach (SourceText source in sources)
        {
            workspace.SetInput(new LintInput(source, LintConfiguration.Default));
        }

        workspace.Run();
        var again = new List<Cost>();
        var whole = new List<Cost>();
        var checkedFiles = new List<int>();
        int different = 0;
        for (int round = 0; round < Warmup + Rounds; round++)
        {
            SourceText source = workspace.Inputs[round * 37 % sources.Count].Source;
            var changed = new SourceText(source.Path, Change(source.Text, round));
            LintRun? run = null;
            Cost cost = Measure(() =>
            {
                workspace.SetText(changed);
                run = workspace.Run();
            });
            if (round < Warmup)
            {
                continue;
            }

            again.Add(cost);
            checkedFiles.Add(workspace.FilesChecked);
            if (round % 6 == 0)
            {
                LintRun? anew = null;
                ImmutableArray<LintInput> inputs = workspace.Inputs;
                whole.Add(Measure(() => anew = linter.Run(inputs)));
                different += run!.Diagnostics.Select(Show).SequenceEqual(anew!.Diagnostics.Select(Show)) ? 0 : 1;
            }
        }

        Console.WriteLine($"{sources.Count} files, {workspace.Run().Diagnostics.Length} findings; medians and worst of {Rounds} changes of one file, after which {checkedFiles.Average():F1} files are checked; {different} with other findings than a lint from nothing");
        Print("one file changed", again);
        Print("all from nothing", whole);
        Console.WriteLine($"ratio: {Median(again, static cost => cost.Clock) / Median(whole, static cost => cost.Clock):P2} of the time, {Median(again, static cost => cost.Processor) / Median(whole, static cost => cost.Processor):P2} of the processor time");
    }

    /// <summary>Another threshold in the first comparison of the file; a comment where it has none.</summary>
    private static string Change(string text, int round)
    {
        int at = text.IndexOf(" > ", StringComparison.Ordinal);
        return at < 0 ? $"{text}\n# {round}\n" : text.Insert(at + 3, (round % 9 + 1).ToString(CultureInfo.InvariantCulture));
    }

    private static void Print(string what, List<Cost> costs) =>
        Console.WriteLine($"{what,-18} {Median(costs, static cost => cost.Clock),8:F1} ms, worst {costs.Max(static cost => cost.Clock),8:F1} ms, processor {Median(costs, static cost => cost.Processor),8:F1} ms, {costs.Average(static cost => cost.Bytes) / 1024,10:F0} kB");

    private static double Median(List<Cost> costs, Func<Cost, double> of) => costs.Select(of).Order().ElementAt(costs.Count / 2);

    private static string Show(Diagnostic finding) => $"{finding} {string.Join(';', finding.AdditionalLocations.Select(static reason => $"{reason.Location.Path}{reason.Location.Range}{reason.Message}"))}";

    private static Cost Measure(Action action)
    {
        long bytes = GC.GetTotalAllocatedBytes();
        TimeSpan processor = Environment.CpuUsage.TotalTime;
        long started = Stopwatch.GetTimestamp();
        action();
        return new Cost(Stopwatch.GetElapsedTime(started).TotalMilliseconds, (Environment.CpuUsage.TotalTime - processor).TotalMilliseconds, GC.GetTotalAllocatedBytes() - bytes);
    }

    private readonly record struct Cost(double Clock, double Processor, double Bytes);
}
