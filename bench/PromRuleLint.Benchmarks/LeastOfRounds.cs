using System.Diagnostics;
using PromRuleLint.Facts;
using PromRuleLint.PromQL;
using PromRuleLint.PromQL.Grammar;
using PromRuleLint.PromQL.Syntax;
using PromRuleLint.PromQL.Tokenizing;
using PromRuleLint.PromQL.TypeChecking;
using PromRuleLint.RuleSets;
using PromRuleLint.Rules;
using PromRuleLint.Text;
using Superpower.Model;

namespace PromRuleLint.Benchmarks;

/// <summary>
/// The least mean of many rounds over the corpus: what the code costs when nothing else runs, also on a machine where something
/// does. Ten seconds instead of minutes.
/// </summary>
internal static class LeastOfRounds
{
    private const int Rounds = 60;
    private const int RuleSetRounds = 10;

    public static void Run()
    {
        string[] all = Corpus.Load();
        ScannedText[] scanned = [.. all.Select(static e => PromQLTokenizer.Scan(e))];
        Expr[] trees = [.. all.Select(e => PromQLParser.Parse(e).Root!)];
        Console.WriteLine($"{all.Length} distinct expressions, {all.Average(e => e.Length):F0} characters in the mean");
        Measure("tokenize", all.Length, i => PromQLTokenizer.Scan(all[i]).Return());
        Measure("grammar", all.Length, i => ExpressionGrammar.Root(new TokenList<PromQLToken>(scanned[i].Tokens)));
        Measure("type check", all.Length, i =>
        {
            List<PromQLError>? errors = null;
            TypeChecker.Check(trees[i], all[i], PromQLOptions.Default, ref errors);
        });
        double parsing = Measure("all of it", all.Length, i => PromQLParser.Parse(all[i]));

        // What a pattern says belongs to reading it: the trees keep theirs after the first round.
        var facts = new RuleSetFacts(RuleSet.Empty);
        double finding = Measure("facts", all.Length, i => _ = facts.ForExpression(trees[i]).Result);
        Console.WriteLine($"facts / all of it: {finding / parsing:F2}");
        MeasureRuleSet();
    }

    /// <summary>Public rule files as one set: reading them against the facts of all their rules, file by file, each from nothing.</summary>
    private static void MeasureRuleSet()
    {
        SourceText[] sources = [.. Corpus.LoadRuleFiles()];
        if (sources.Length == 0)
        {
            return;
        }

        RuleFile[] files = [.. sources.Select(static source => RuleFileReader.Read(source))];
        RuleSet set = RuleSet.Create(files);
        Console.WriteLine($"{files.Length} rule files, {set.Rules.Count()} rules");
        double reading = double.MaxValue;
        double finding = double.MaxValue;
        for (int round = 0; round < RuleSetRounds; round++)
        {
            // Processor time: on a busy machine the clock says more of others.
            TimeSpan started = Environment.CpuUsage.TotalTime;
            foreach (SourceText source in sources)
            {
                RuleFileReader.Read(source);
            }

            reading = Math.Min(reading, (Environment.CpuUsage.TotalTime - started).TotalMilliseconds);
            started = Environment.CpuUsage.TotalTime;
            var facts = new RuleSetFacts(set);
            foreach (RuleFile file in files)
            {
                foreach (Rule rule in file.Rules)
                {
                    _ = facts.ForRule(rule)?.Result;
                }

                // As a lint does.
                facts.Forget(file);
            }

            finding = Math.Min(finding, (Environment.CpuUsage.TotalTime - started).TotalMilliseconds);
        }

        Console.WriteLine($"reading {reading:F0} ms, facts {finding:F0} ms, facts / reading: {finding / reading:F2}");
    }

    private static double Measure(string name, int count, Action<int> one)
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
        return least;
    }
}
