using System.Diagnostics;
using System.Globalization;
using PromRuleLint.Checks;
using PromRuleLint.Configuration;
using PromRuleLint.Facts;
using PromRuleLint.Rules;
using PromRuleLint.RuleSets;
using PromRuleLint.Text;

namespace PromRuleLint.Hostile;

/// <summary>Where the time of one shape goes: reading, the rule set, each check by itself.</summary>
internal static class CheckProfile
{
    /// <summary>Prints what takes long.</summary>
    public static int Print(string name, int n)
    {
        GrowthShape shape = GrowthShapes.All.First(each => each.Name.Contains(name, StringComparison.Ordinal));
        string[] texts = shape.Files(n);
        RuleFile[] files = [];
        RuleSet? rules = null;
        Time("reading", () => files = [.. texts.Select(static (text, i) => RuleFileReader.Read(new SourceText($"{i}.yml", text)))]);
        Time("rule set", () => rules = RuleSet.Create(files));
        Time("facts", () =>
        {
            var facts = new RuleSetFacts(rules!, FactsOptions.Default);
            foreach (Rule rule in rules!.Rules)
            {
                _ = facts.ForRule(rule);
            }
        });
        foreach (Check check in CheckCatalog.All)
        {
            var facts = new RuleSetFacts(rules!, FactsOptions.Default);
            var runner = new CheckRunner([check]);
            Time(check.GetType().Name, () =>
            {
                var scopes = files.ToDictionary(static file => file, file => new FileScope(LintConfiguration.Default, facts, rules!, isAssumedTogether: false));
                var run = new RuleSetRun(rules!, isKnown: true, facts, file => scopes[file]);
                CheckRunner started = runner.Start(run);
                foreach (RuleFile file in files)
                {
                    started.RunFile(file, scopes[file]);
                }

                started.RunRuleSet(run);
            });
        }

        Time("all", () => new Linter().Lint([.. texts.Select(static (text, i) => new LintInput(new SourceText($"{i}.yml", text), LintConfiguration.Default))]));
        return 0;
    }

    private static void Time(string what, Action action)
    {
        using var process = Process.GetCurrentProcess();
        TimeSpan before = process.TotalProcessorTime;
        long bytes = GC.GetTotalAllocatedBytes(precise: true);
        action();
        bytes = GC.GetTotalAllocatedBytes(precise: true) - bytes;
        process.Refresh();
        double took = (process.TotalProcessorTime - before).TotalMilliseconds;
        if (took > 100 || bytes > 10_000_000)
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what} {took:F0} ms, {bytes / 1_000_000} MB"));
        }
    }
}
