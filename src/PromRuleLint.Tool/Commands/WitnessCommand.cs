using System.CommandLine;
using System.Globalization;
using PromRuleLint.Diagnostics;
using PromRuleLint.Facts;
using PromRuleLint.Hosting;
using PromRuleLint.Reporting;
using PromRuleLint.Rules;
using PromRuleLint.Testing.Witnesses;
using PromRuleLint.Text;

namespace PromRuleLint.Tool.Commands;

/// <summary><c>promrulelint witness PATH…</c>.</summary>
internal static class WitnessCommand
{
    private const string DeadAlertId = "PRL4001";

    public static Command Create(ToolConsole console)
    {
        var paths = new Argument<string[]>("PATH") { Description = "Rule files, folders and globs (quoted, '**' for any folders).", Arity = ArgumentArity.OneOrMore };
        paths.Validators.Add(UsageErrors.RejectOptions);
        Option<string> format = CommonOptions.Format("text", "json");
        var write = new Option<string?>("--write") { Description = "Write the data that make alerts fire into a folder, as unit tests for promtool.", HelpName = "DIR" };
        Option<string> config = CommonOptions.Config();
        Option<bool> noConfig = CommonOptions.NoConfig();
        Option<string[]> allowOutside = CommonOptions.AllowOutside();
        var command = new Command("witness", "Shows for each alert whether it can fire: with data that make it fire, or with a proof that none do.") { paths, format, write, config, noConfig, allowOutside };
        CommonOptions.ExcludeEachOther(command, config, noConfig);
        command.SetAction(result => Run(console, result.GetValue(paths)!, result.GetValue(format)!, result.GetValue(write), CommonOptions.Configuration(console, result, config, noConfig, allowOutside)));
        return command;
    }

    private static int Run(ToolConsole console, string[] paths, string format, string? folder, LintSessionOptions options)
    {
        FileSearchResult found = CommonOptions.Search(console, options).Find(paths, console.Cancellation);
        using var session = new LintSession(options);
        LintResult result = session.Lint(found.Files, [], console.Cancellation);
        ILookup<string, Diagnostic> dead = result.Diagnostics.SelectMany(static finding => finding.Apart())
            .Where(static finding => finding.Id == DeadAlertId && finding.Confidence == Confidence.Proved)
            .ToLookup(static finding => finding.Location.Path);
        List<RuleFile> files = [.. result.Files.Select(static file => RuleFileReader.Read(file.Input.Source, file.Input.Configuration.ReaderOptions))];
        ILookup<string, Rule> byFolder = files.SelectMany(static file => file.Rules).ToLookup(static rule => Path.GetDirectoryName(rule.File.Source.Path) ?? "");
        var answers = new List<(WitnessAnswer Answer, string? Test)>();
        foreach (AlertingRule rule in files.SelectMany(static file => file.Rules).OfType<AlertingRule>())
        {
            Diagnostic? proof = dead[rule.File.Source.Path].FirstOrDefault(finding => rule.Range.Contains(finding.Location.Range.Start));
            WitnessAnswer answer = proof is not null
                ? new WitnessAnswer(rule, WitnessAnswerKind.CannotFire, proof.Message)
                : WitnessSearch.Find(rule, byFolder[Path.GetDirectoryName(rule.File.Source.Path) ?? ""], console.Cancellation);
            answers.Add((answer, folder is not null && answer.Test is not null ? Write(new OutputFile(console.Folder), Path.GetFullPath(folder, console.Folder), answer, answers.Count) : null));
        }

        if (format == "json")
        {
            WriteJson(console.Output, answers);
        }
        else
        {
            WriteText(console.Output, answers);
        }

        return LintOutcome.ExitCode([.. found.Diagnostics, .. result.Diagnostics.Where(static finding => finding.Descriptor.Category == DiagnosticCategory.Tool)], found.Files);
    }

    private static string Write(OutputFile output, string folder, WitnessAnswer answer, int index)
    {
        Directory.CreateDirectory(folder);
        string name = new([.. (answer.Rule.Name?.Value ?? "alert").Select(static c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' ? c : '-')]);
        string stem = string.Create(CultureInfo.InvariantCulture, $"{name[..Math.Min(name.Length, 80)]}-{index + 1}");
        output.Write(Path.Combine(folder, stem + ".rules.yml"), answer.Test!.Rules);
        string path = Path.Combine(folder, stem + "_test.yml");
        output.Write(path, answer.Test.Tests.Replace($"[{WitnessTest.RulesPlaceholder}]", $"[{stem}.rules.yml]", StringComparison.Ordinal));
        return path;
    }

    private static void WriteText(TextWriter output, List<(WitnessAnswer Answer, string? Test)> answers)
    {
        foreach ((WitnessAnswer answer, string? test) in answers)
        {
            LinePosition place = PlaceOf(answer);
            output.WriteLine(VisibleText.OneLine($"{answer.Rule.File.Source.Path}:{place.Line}: {answer.Rule.Name?.Value}: {WordOf(answer.Kind)}: {answer.Reason}{(test is null ? "" : $" ({test})")}"));
        }

        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{answers.Count} alerts: {Count(WitnessAnswerKind.Fires)} fire, {Count(WitnessAnswerKind.CannotFire)} cannot fire, of {Count(WitnessAnswerKind.NotKnown)} it is not known."));

        int Count(WitnessAnswerKind kind) => answers.Count(each => each.Answer.Kind == kind);
    }

    private static void WriteJson(TextWriter output, List<(WitnessAnswer Answer, string? Test)> answers) => JsonText.WriteLine(output, json =>
    {
        json.WriteStartArray();
        foreach ((WitnessAnswer answer, string? test) in answers)
        {
            json.WriteStartObject();
            json.WriteString("alert"u8, answer.Rule.Name?.Value);
            json.WriteString("file"u8, answer.Rule.File.Source.Path);
            json.WriteNumber("line"u8, PlaceOf(answer).Line);
            json.WriteString("answer"u8, WordOf(answer.Kind));
            json.WriteString("reason"u8, answer.Reason);
            json.WriteString("test"u8, test);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    });

    private static LinePosition PlaceOf(WitnessAnswer answer) => answer.Rule.File.Source.GetPosition(answer.Rule.Name?.Range.Start ?? answer.Rule.Range.Start);

    private static string WordOf(WitnessAnswerKind kind) => kind switch
    {
        WitnessAnswerKind.Fires => "fires",
        WitnessAnswerKind.CannotFire => "cannot-fire",
        _ => "not-known",
    };
}
