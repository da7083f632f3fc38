using System.Collections.Immutable;
using System.CommandLine;
using PromRuleLint.Facts;
using PromRuleLint.Gates;
using PromRuleLint.Hosting;
using PromRuleLint.Operations.Gates;
using PromRuleLint.Reporting;
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
        var rules = new Option<string[]>("--rules") { Description = "Rule files and their unit tests; they tell which rule records a series, and show that alerts can fire. Can be repeated.", HelpName = "PATH", Arity = ArgumentArity.OneOrMore };
        Option<string[]> allowOutside = CommonOptions.AllowOutside();
        var command = new Command("test", "Runs unit tests of gates, without a server.") { file, config, rules, allowOutside };
        command.SetAction(result =>
        {
            string path = Path.GetFullPath(result.GetValue(file)!, console.Folder);
            SourceText text = FileReader.Read(new FoundFile(path, result.GetValue(file)!, IsNamed: true), out Diagnostics.Diagnostic? unreadable) ?? throw new IOException(unreadable!.Message);
            ImmutableArray<GateTest> tests = GateTestFile.Read(text, out string fault) ?? throw new ToolUsageException($"{text.Path}:{fault}");
            return Run(console, tests, result.GetValue(config), result.GetValue(rules) ?? [], GateConfiguration.Options(console, result.GetValue(config), result.GetValue(allowOutside)));
        });
        return command;
    }

    private static int Run(ToolConsole console, ImmutableArray<GateTest> tests, string? config, string[] rules, LintSessionOptions options)
    {
        (IFiringEvidence firing, GateProvenance? provenance) = Rules(console, rules, options);
        int failed = 0;
        int run = 0;
        foreach (GateTest test in tests)
        {
            foreach ((string name, GateVerdict expected) in test.Expected)
            {
                run++;
                var source = new SeriesGateSource(test.Series, test.Now);
                GateResult result = new GateRun(source, () => provenance, firing, console.Clock)
                    .RunAsync(GateConfiguration.Find(console, config, name), console.Cancellation).GetAwaiter().GetResult();
                if (result.Verdict != expected)
                {
                    failed++;
                    console.Output.WriteLine($"{VisibleText.OneLine(test.Name)}: {name} is {result.Verdict.Word()}, {expected.Word()} is expected");
                    GateReport.WriteText(console.Output, result);
                }
            }
        }

        console.Output.WriteLine($"{run} verdicts, {failed} others than expected");
        return failed == 0 && run > 0 ? ExitCodes.Clean : ExitCodes.Findings;
    }

    private static (IFiringEvidence Firing, GateProvenance? Provenance) Rules(ToolConsole console, string[] paths, LintSessionOptions options)
    {
        if (paths.Length == 0)
        {
            return (new NoFiringEvidence(), null);
        }

        Operations.Reloading.CheckedRules rules = GateConfiguration.Rules(console, paths, options);
        return (GateConfiguration.Evidence(console, rules, options), new GateProvenance(new RuleSetFacts(RuleSet.Create(rules.RuleFiles))));
    }
}
