using System.Collections.Immutable;
using System.CommandLine;
using PromRuleLint.Evaluation;
using PromRuleLint.Facts;
using PromRuleLint.Gates;
using PromRuleLint.Hosting;
using PromRuleLint.Operations.Gates;
using PromRuleLint.Operations.Reloading;
using PromRuleLint.Reporting;
using PromRuleLint.Rules;
using PromRuleLint.RuleSets;
using PromRuleLint.Text;

namespace PromRuleLint.Tool.Commands;

/// <summary><c>promrulelint gate test FILE</c>.</summary>
internal static class GateTestCommand
{
    public static Command Create(ToolConsole console)
    {
        var file = new Argument<string>("FILE") { Description = "A file with unit tests of gates: series, and the verdict that each gate must give." };
        file.Validators.Add(UsageErrors.RejectOptions);
        Option<string> config = CommonOptions.Config();
        var rules = new Option<string[]>("--rules") { Description = "Rule files and their unit tests; they tell which rule records a series, and show that alerts can fire. They are not evaluated; rule_files of FILE are. Can be repeated.", HelpName = "PATH", Arity = ArgumentArity.OneOrMore };
        Option<string[]> allowOutside = CommonOptions.AllowOutside();
        var command = new Command("test", "Runs unit tests of gates, without a server.") { file, config, rules, allowOutside };
        var variables = new TestVariables();
        variables.AddTo(command);
        command.SetAction(result =>
        {
            string path = Path.GetFullPath(result.GetValue(file)!, console.Folder);
            SourceText text = NamedFile.Read(console, result.GetValue(file)!);
            GateTests tests = GateTestFile.Read(text, out string fault) ?? throw new ToolUsageException($"{text.Path}:{fault}");
            LintSessionOptions options = GateConfiguration.Options(console, result.GetValue(config), result.GetValue(allowOutside));

            // What the file names starts from its own folder.
            CheckedRules? evaluated = tests.RuleFiles.IsEmpty ? null : GateConfiguration.Rules(console, [.. tests.RuleFiles.Select(rule => Path.GetFullPath(rule, Path.GetDirectoryName(path)!))], options, "rule_files");
            CheckedRules? named = result.GetValue(rules) is { Length: > 0 } paths ? GateConfiguration.Rules(console, paths, options, "--rules") : null;
            IFiringEvidence firing = (named ?? evaluated) is { } shown ? GateConfiguration.Evidence(console, shown, options, variables.Values(console, result)) : new NoFiringEvidence();
            ImmutableArray<RuleFile> known = [.. (evaluated?.RuleFiles ?? []).Concat(named?.RuleFiles ?? []).DistinctBy(static file => file.Source.Path)];
            GateProvenance? provenance = known.IsEmpty ? null : new GateProvenance(new RuleSetFacts(RuleSet.Create(known)));
            return Run(console, tests, evaluated, name => GateConfiguration.Find(console, result.GetValue(config), name), firing, provenance);
        });
        return command;
    }

    private static int Run(ToolConsole console, GateTests tests, CheckedRules? rules, Func<string, Gate> find, IFiringEvidence firing, GateProvenance? provenance)
    {
        int failed = 0;
        int run = 0;
        foreach (GateTest test in tests.Tests)
        {
            SeriesGateSource source = MakeSource(tests, test, rules, console.Cancellation);
            foreach ((string name, GateVerdict expected) in test.Expected)
            {
                run++;
                GateResult result = new GateRun(source, () => provenance, firing, console.Clock).RunAsync(find(name), console.Cancellation).GetAwaiter().GetResult();
                if (result.Verdict != expected)
                {
                    failed++;
                    console.WriteLine($"{test.Name}: {name} is {result.Verdict.Word()}, {expected.Word()} is expected");
                    GateReport.WriteText(console.Output, result);
                }
            }
        }

        console.Output.WriteLine($"{run} verdicts, {failed} others than expected");
        return failed == 0 && run > 0 ? ExitCodes.Clean : ExitCodes.Findings;
    }

    private static SeriesGateSource MakeSource(GateTests tests, GateTest test, CheckedRules? rules, CancellationToken cancellation)
    {
        if (rules is null)
        {
            return new SeriesGateSource(test.Series, test.Now);
        }

        try
        {
            SeriesSet series = RuledSeries.Compute(test.Series, rules.RuleFiles, tests.EvaluationInterval, test.Now, cancellation);
            return new SeriesGateSource(series, test.Now, rules.RuleFiles.SelectMany(static file => file.Rules).OfType<AlertingRule>().Select(static rule => rule.Name?.Value ?? "").ToHashSet(StringComparer.Ordinal));
        }
        catch (EvaluationException exception)
        {
            throw new ToolUsageException($"the rules cannot be evaluated in the test '{VisibleText.OneLine(test.Name)}': {VisibleText.OneLine(exception.Message)}");
        }
    }
}
