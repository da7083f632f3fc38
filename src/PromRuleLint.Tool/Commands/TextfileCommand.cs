using System.CommandLine;
using System.Globalization;
using PromRuleLint.Configuration;
using PromRuleLint.Diagnostics;
using PromRuleLint.Facts;
using PromRuleLint.Hosting;
using PromRuleLint.Operations.Textfiles;
using PromRuleLint.PromQL;
using PromRuleLint.Reporting;

namespace PromRuleLint.Tool.Commands;

/// <summary><c>promrulelint textfile check DIR</c>.</summary>
internal static class TextfileCommand
{
    public static Command Create(ToolConsole console) => new("textfile", "Works with the node exporter's textfile directory.") { CreateCheck(console) };

    private static Command CreateCheck(ToolConsole console)
    {
        var folder = new Argument<string?>("DIR") { Description = "The directory. Default: $TEXTFILE_DIR.", Arity = ArgumentArity.ZeroOrOne };
        folder.Validators.Add(UsageErrors.RejectOptions);
        Option<TimeSpan?> cadence = CommonOptions.Duration("--cadence", "How often the files are written.", "1m");
        Option<TimeSpan?> grace = CommonOptions.Duration("--grace", "How late a file may be before it is reported.", "1m", allowZero: true);
        var cadences = new Option<string[]>("--cadence-of") { Description = "The cadence and grace of some files, such as 'backup_*.prom=1d+2h'; can be repeated, the first match counts.", HelpName = "GLOB=DURATION", Arity = ArgumentArity.OneOrMore };
        Option<string> config = CommonOptions.Config();
        Option<bool> noConfig = CommonOptions.NoConfig();
        Option<string> format = CommonOptions.Format("text", "json");
        var command = new Command("check", "Checks that every .prom file is readable, fresh and consistent with the others.") { folder, cadence, grace, cadences, config, noConfig, format };
        CommonOptions.ExcludeEachOther(command, config, noConfig);
        command.SetAction(result =>
        {
            string path = result.GetValue(folder) ?? console.Variable("TEXTFILE_DIR") ?? throw new ToolUsageException("no directory is named; give DIR or set TEXTFILE_DIR");
            NamedFile.RequireFolder(console, path);
            var ages = new List<(GlobPattern Files, TextfileAge Age)>();
            foreach (string text in result.GetValue(cadences) ?? [])
            {
                ages.Add(ReadAge(text, result.GetValue(grace)!.Value));
            }

            var others = new TextfileAge(result.GetValue(cadence)!.Value, result.GetValue(grace)!.Value);
            FactsConfiguration facts = Facts(console, result, config, noConfig);
            var check = new TextfileCheck(
                (name, file) => ages.Where(each => each.Files.IsMatch(name)).Select(static each => each.Age).FirstOrDefault() ?? Declared(facts, file) ?? others,
                console.Clock.GetUtcNow());
            return Report(console, path, check.Run(Path.GetFullPath(path, console.Folder)), result.GetValue(format)!);
        });
        return command;
    }

    /// <summary>The configuration that is named, or that of the current folder.</summary>
    private static FactsConfiguration Facts(ToolConsole console, System.CommandLine.ParseResult result, Option<string> config, Option<bool> noConfig)
    {
        LintSessionOptions options = CommonOptions.Configuration(console, result, config, noConfig);
        string? path = options.IgnoreConfiguration ? null : options.ConfigurationFile ?? new ConfigurationLocator().LocateFrom(console.Folder);
        if (path is null)
        {
            return new FactsConfiguration();
        }

        // Any file of that folder stands for what is configured there.
        var configurations = new ConfigurationSet(options with { ConfigurationFile = path });
        FactsConfiguration facts = configurations.For(new FoundFile(path, path, IsNamed: true), [.. Checks.CheckCatalog.Descriptors.All]).Facts;
        return configurations.Diagnostics.FirstOrDefault(static each => each.Severity == DiagnosticSeverity.Error) is { } fault
            ? throw new ToolUsageException($"{fault.Location.Path}:{fault.Location.Start}: {fault.Message}")
            : facts;
    }

    /// <summary>A file is as old as its metrics, and is written with the one that comes most often.</summary>
    private static TextfileAge? Declared(FactsConfiguration facts, ExpositionFile file) =>
        file.Samples.Select(sample => facts.CadenceOf(sample.Name)).OfType<Cadence>().MinBy(static cadence => cadence.Longest) is { } cadence ? new TextfileAge(cadence.Every, cadence.Grace) : null;

    private static (GlobPattern Files, TextfileAge Age) ReadAge(string text, TimeSpan grace)
    {
        int equals = text.LastIndexOf('=');
        string[] parts = equals < 1 ? [] : text[(equals + 1)..].Split('+');
        if (parts.Length is 1 or 2 && PrometheusDuration.TryParse(parts[0], out TimeSpan cadence, out _) && cadence > TimeSpan.Zero
            && (parts.Length == 1 || PrometheusDuration.TryParse(parts[1], out grace, out _)))
        {
            return (new GlobPattern(text[..equals]), new TextfileAge(cadence, grace));
        }

        throw new ToolUsageException($"--cadence-of {VisibleText.OneLine(text)}: GLOB=DURATION or GLOB=DURATION+GRACE is expected, such as backup.prom=1d+2h");
    }

    private static int Report(ToolConsole console, string folder, TextfileCheckResult result, string format)
    {
        if (format == "json")
        {
            JsonText.WriteLine(console.Output, json =>
            {
                json.WriteStartObject();
                json.WriteNumber("files", result.Files);
                json.WriteNumber("samples", result.Samples);
                json.WriteStartArray("findings");
                foreach (TextfileFinding finding in result.Findings)
                {
                    json.WriteStartObject();
                    json.WriteString("file", finding.File);
                    json.WriteNumber("line", finding.Line);
                    json.WriteString("message", finding.Message);
                    json.WriteEndObject();
                }

                json.WriteEndArray();
                json.WriteEndObject();
            });
        }
        else
        {
            foreach (TextfileFinding finding in result.Findings)
            {
                string place = finding.File.Length == 0 ? folder : finding.Line == 0 ? Path.Combine(folder, finding.File) : $"{Path.Combine(folder, finding.File)}:{finding.Line.ToString(CultureInfo.InvariantCulture)}";
                console.Output.WriteLine($"{VisibleText.OneLine(place)}: {VisibleText.OneLine(finding.Message)}");
            }

            console.Output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{result.Files} files with {result.Samples} samples, {result.Findings.Length} findings"));
        }

        return result.Findings.IsEmpty ? ExitCodes.Clean : ExitCodes.Findings;
    }
}
