using System.Diagnostics;
using PromRuleLint.PromQL;
using PromRuleLint.PromQL.Syntax;
using Superpower.Model;

namespace PromRuleLint.Benchmarks;

/// <summary>
/// The least mean of many rounds over the corpus: what the code costs when nothing else runs, also on a machine where something
/// does. Ten seconds instead of minutes.
/// </summary>
internal static class LeastOfRounds
{
    private const int Rounds = 60;

    public static void Run()
    {
        string[] all = Corpus.Load();
        PromQLTokenizer.ScannedText[] scanned = [.. all.Select(PromQLTokenizer.Scan)];
        Expr[] trees = [.. all.Select(e => PromQLParser.Parse(e).Root!)];
        Console.WriteLine($"{all.Length} distinct expressions, {all.Average(e => e.Length):F0} characters in the mean");
        Measure("tokenize", all.Length, i => PromQLTokenizer.Scan(all[i]).Return());
        Measure("grammar", all.Length, i => PromQLGrammar.Root(new TokenList<PromQLToken>(scanned[i].Tokens)));
        Measure("type check", all.Length, i =>
        {
            List<PromQLError>? errors = null;
            TypeChecker.Check(trees[i], all[i], PromQLOptions.Default, ref errors);
        });
        Measure("all of it", all.Length, i => PromQLParser.Parse(all[i]));
    }

    private static void Measure(string name, int count, Action<int> one)
    {
        double least = double.MaxValue;
        long bytes = 0;
        for (int round = 0; round < Rounds; round++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            long started = Stopwatch.GetTimestamp();
            for (int i = 0; i < count; i++)
            {
                one(i);
            }

            least = Math.Min(least, Stopwatch.GetElapsedTime(started).TotalNanoseconds / count);
            bytes = (GC.GetAllocatedBytesForCurrentThread() - before) / count;
        }

        Console.WriteLine($"{name,-10} {least,6:F0} ns {bytes,6} B per expression");
    }
}
