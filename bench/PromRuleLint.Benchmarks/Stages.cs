using PromRuleLint.Checks;
using PromRuleLint.Configuration;
using PromRuleLint.Facts;
using PromRuleLint.Reporting;
using PromRuleLint.Rules;
using PromRuleLint.RuleSets;
using PromRuleLint.Text;

namespace PromRuleLint.Benchmarks;

/// <summary>
/// What each stage of a lint costs, in processor time of all threads and in memory asked for: the least of several rounds, each
/// from nothing. As in a lint the facts of a rule are found when a check asks for them, and dropped with the file. And what
/// each check costs by itself, over files whose facts are known.
/// </summary>
internal static class Stages
{
    private const int Rounds = 30;
    private const int Dearest = 10;

    /// <summary>Prints the stages over files.</summary>
    public static void Print(IReadOnlyList<SourceText> sources)
    {
        if (sources.Count == 0)
        {
            Console.WriteLine("// no rule files; name a folder");
            return;
        }

        var linter = new Linter();
        var runner = new CheckRunner(CheckCatalog.All);
        var stages = new List<Stage>();
        var apart = new List<Stage>();
        int rules = 0;
        for (int round = 0; round < Rounds; round++)
        {
            LintInput[] inputs = [.. sources.Select(static source => new LintInput(source, LintConfiguration.Default))];
            LintPass pass = Begin();
            LintRun? run = null;
            Measure(stages, "read", pass.Read);
            Measure(stages, "rule set", pass.FindRuleSets);
            Measure(stages, "facts of what is recorded", () => FindRecorded(pass));
            Measure(stages, "checks, facts of rules", pass.CheckFiles);
            Measure(stages, "checks of rule sets", pass.CheckRuleSets);
            Measure(stages, "report", () =>
            {
                run = pass.Report();
                JsonReport.Write(TextWriter.Null, run.Diagnostics);
            });
            rules = pass.Facts.Sum(static facts => facts.Rules.Rules.Count());
            LintPass other = Begin();
            other.Read();
            other.FindRuleSets();
            FindRecorded(other);
            Measure(apart, "facts of rules alone", () => FindFacts(other));

            LintPass Begin() => new(linter, runner.For([LintConfiguration.Default]), inputs, null, default);
        }

        Console.WriteLine($"{sources.Count} files, {rules} rules; processor time a rule and against reading, memory asked for and kept a rule");
        foreach (Stage stage in stages.Concat(apart))
        {
            Console.WriteLine($"{stage.Name,-25} {stage.Time.TotalMilliseconds,8:F1} ms {stage.Time.TotalMicroseconds / rules,8:F2} µs {stage.Time / stages[0].Time,6:F2} {stage.Bytes / rules,8} B {stage.Kept / rules,8} B kept");
        }

        Stage[] behind = [.. stages.Skip(1)];
        Console.WriteLine($"all but reading: {behind.Sum(static stage => stage.Time.TotalMilliseconds) / stages[0].Time.TotalMilliseconds:F2} of reading");
    }

    /// <summary>Prints the checks that cost most, each over files whose facts are known, as one rule set.</summary>
    public static void PrintChecks(IReadOnlyList<SourceText> sources)
    {
        RuleFile[] files = [.. sources.Select(static source => RuleFileReader.Read(source))];
        RuleSet set = RuleSet.Create(files);
        var facts = new RuleSetFacts(set);
        var stages = new List<Stage>();
        for (int round = 0; round <= Rounds; round++)
        {
            foreach (Check check in CheckCatalog.All)
            {
                var runner = new CheckRunner([check]);
                Dictionary<RuleFile, FileScope> scopes = files.ToDictionary(static file => file, file => new FileScope(LintConfiguration.Default, facts, set, isAssumedTogether: false));
                Measure(round == 0 ? [] : stages, check.GetType().Name, () =>
                {
                    var run = new RuleSetRun(set, isKnown: true, facts, file => scopes[file]);
                    CheckRunner started = runner.Start(run);
                    foreach (RuleFile file in files)
                    {
                        started.RunFile(file, scopes[file]);
                    }

                    started.RunRuleSet(run);
                    started.RunAll(run);
                }, whatIsKept: false);
            }
        }

        double all = stages.Sum(static stage => stage.Time.TotalMilliseconds);
        Console.WriteLine($"the {Dearest} dearest of {stages.Count} checks, which take {all:F0} ms one after the other, each with a walk of its own");
        foreach (Stage stage in stages.OrderByDescending(static stage => stage.Time).Take(Dearest))
        {
            Console.WriteLine($"{stage.Name,-32} {stage.Time.TotalMilliseconds,8:F1} ms {stage.Bytes,12} B");
        }
    }

    private static void FindRecorded(LintPass pass)
    {
        foreach (RuleSetFacts facts in pass.Facts)
        {
            facts.FindRecorded();
        }
    }

    private static void FindFacts(LintPass pass)
    {
        foreach (RuleSetFacts facts in pass.Facts)
        {
            foreach (RuleFile file in facts.Rules.Files)
            {
                foreach (Rule rule in file.Rules)
                {
                    _ = facts.ForRule(rule)?.Result;
                }

                facts.Forget(file);
            }
        }
    }

    private static void Measure(List<Stage> stages, string name, Action action, bool whatIsKept = true)
    {
        long kept = whatIsKept ? GC.GetTotalMemory(forceFullCollection: true) : 0;
        long bytes = GC.GetTotalAllocatedBytes(precise: true);
        TimeSpan started = Environment.CpuUsage.TotalTime;
        action();
        TimeSpan took = Environment.CpuUsage.TotalTime - started;
        bytes = GC.GetTotalAllocatedBytes(precise: true) - bytes;
        kept = whatIsKept ? GC.GetTotalMemory(forceFullCollection: true) - kept : 0;
        int at = stages.FindIndex(stage => stage.Name == name);
        if (at < 0)
        {
            stages.Add(new Stage(name, took, bytes, kept));
        }
        else
        {
            stages[at] = new Stage(name, took < stages[at].Time ? took : stages[at].Time, Math.Min(bytes, stages[at].Bytes), kept);
        }
    }

    private readonly record struct Stage(string Name, TimeSpan Time, long Bytes, long Kept);
}
