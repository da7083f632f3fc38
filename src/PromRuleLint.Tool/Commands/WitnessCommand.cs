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
        var diagnostics = found.Diagnostics.ToBuilder();
        using var session = new LintSession(options);
        var answers = new List<(WitnessAnswer Answer, string? Test)>();
        foreach (WitnessAnswer answer in session.FindWitnesses(found.Files, isWanted: null, diagnostics, console.Cancellation))
        {
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

        TextReport.Write(console.Error, diagnostics);
        return LintOutcome.ExitCode(diagnostics, found.Files);
    }

    private static string Write(OutputFile output, string folder, WitnessAnswer answer, int index)
    {
        string name = new string([.. (answer.Rule.Name?.Value ?? "").Select(static c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' ? c : '-')]).Trim('-');
        string stem = string.Create(CultureInfo.InvariantCulture, $"{(name.Length == 0 ? "alert" : name[..Math.Min(name.Length, 80)])}-{index + 1}");
        output.CreateFolderOf(Path.Combine(folder, stem));
        output.Write(Path.Combine(folder, stem + ".rules.yml"), answer.Test!.Rules);
        string path = Path.Combine(folder, stem + "_test.yml");
        output.Write(path, answer.Test.Tests.Replace($"[{WitnessTest.RulesPlaceholder}]", $"[{stem}.rules.yml]", StringComparison.Ordinal));
        return path;
    }

    private static void WriteText(TextWriter output, List<(WitnessAnswer Answer, string? Test)> answers)
    {
        foreach ((WitnessAnswer answer, string? test) in answers)
        {
            LineColumn place = PlaceOf(answer);
            output.WriteLine(VisibleText.OneLine($"{answer.Rule.File.Source.Path}:{place.Line}: {Describe(answer)}{(test is null ? "" : $" ({test})")}"));
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

    private static LineColumn PlaceOf(WitnessAnswer answer) => answer.Rule.File.Source.GetPosition(answer.Rule.Name?.Range.Start ?? answer.Rule.Range.Start);

    /// <summary>The answer in one clause, for a person.</summary>
    public static string Describe(WitnessAnswer answer) => answer.Kind switch
    {
        WitnessAnswerKind.Fires => $"{answer.Rule.Name?.Value} {answer.Reason}",
        WitnessAnswerKind.CannotFire => $"{answer.Rule.Name?.Value} cannot fire, because {answer.Reason}",
        _ => $"{answer.Rule.Name?.Value}: whether it can fire is not known: {answer.Reason}",
    };

    private static string WordOf(WitnessAnswerKind kind) => kind switch
    {
        WitnessAnswerKind.Fires => "fires",
        WitnessAnswerKind.CannotFire => "cannot-fire",
        _ => "not-known",
    };
}
