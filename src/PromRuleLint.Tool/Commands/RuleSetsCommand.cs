using System.Collections.Immutable;
using System.CommandLine;
using PromRuleLint.Diagnostics;
using PromRuleLint.Hosting;
using PromRuleLint.Reporting;
using PromRuleLint.RuleSets;

namespace PromRuleLint.Tool.Commands;

/// <summary><c>promrulelint rule-sets PATH…</c>.</summary>
internal static class RuleSetsCommand
{
    public static Command Create(ToolConsole console)
    {
        var paths = new Argument<string[]>("PATH") { Description = "Files, folders and globs (quoted, '**' for any folders).", Arity = ArgumentArity.OneOrMore };
        paths.Validators.Add(UsageErrors.RejectOptions);
        Option<string> format = CommonOptions.Format("text", "json");
        Option<string> config = CommonOptions.Config();
        Option<bool> noConfig = CommonOptions.NoConfig();
        Option<string[]> allowOutside = CommonOptions.AllowOutside();
        var command = new Command("rule-sets", "Shows which rule files are loaded together, and the evidence for it.") { paths, format, config, noConfig, allowOutside };
        CommonOptions.ExcludeEachOther(command, config, noConfig);
        command.SetAction(result => Run(console, result.GetValue(paths)!, result.GetValue(format)!, CommonOptions.Configuration(console, result, config, noConfig, allowOutside)));
        return command;
    }

    private static int Run(ToolConsole console, string[] paths, string format, LintSessionOptions options)
    {
        FileSearchResult found = CommonOptions.Search(console, options).Find(paths, console.Cancellation);
        var diagnostics = found.Diagnostics.ToBuilder();
        using var session = new LintSession(options);
        ImmutableArray<RuleSetDefinition> sets = session.FindRuleSets(found.Files, diagnostics, console.Cancellation);
        if (format == "json")
        {
            WriteJson(console.Output, sets);
        }
        else
        {
            WriteText(console.Output, sets);
        }

        TextReport.Write(console.Error, diagnostics);
        return LintOutcome.ExitCode(diagnostics, found.Files);
    }

    private static void WriteText(TextWriter output, ImmutableArray<RuleSetDefinition> sets)
    {
        foreach (RuleSetDefinition set in sets)
        {
            output.WriteLine($"{VisibleText.OneLine(set.Name)}: {(set.IsKnown ? "known" : "assumed")}, {VisibleText.OneLine(set.Reason)}");
            foreach (string path in set.Paths)
            {
                output.WriteLine($"  {VisibleText.OneLine(path)}");
            }
        }
    }

    private static void WriteJson(TextWriter output, ImmutableArray<RuleSetDefinition> sets) => JsonText.WriteLine(output, json =>
    {
        json.WriteStartArray();
        foreach (RuleSetDefinition set in sets)
        {
            json.WriteStartObject();
            json.WriteString("name"u8, set.Name);
            json.WriteString("evidence"u8, WordOf(set.Evidence));
            json.WriteBoolean("known"u8, set.IsKnown);
            json.WriteString("reason"u8, set.Reason);
            json.WriteStartArray("files"u8);
            foreach (string path in set.Paths)
            {
                json.WriteStringValue(path);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    });

    private static string WordOf(RuleSetEvidence evidence) => evidence switch
    {
        RuleSetEvidence.Named => "rule_set",
        RuleSetEvidence.PrometheusConfiguration => "prometheus-configuration",
        RuleSetEvidence.UnitTests => "unit-tests",
        RuleSetEvidence.Release => "release",
        RuleSetEvidence.Folder => "folder",
        _ => "alone",
    };
}
