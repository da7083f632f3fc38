using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using PromRuleLint.Operations.Http;
using PromRuleLint.Operations.Reloading;
using PromRuleLint.Operations.Rules;
using PromRuleLint.Operations.Verification;
using PromRuleLint.Reporting;

namespace PromRuleLint.Tool.Commands;

/// <summary><c>promrulelint verify --url URL PATH…</c>.</summary>
internal static class VerifyCommand
{
    public static Command Create(ToolConsole console)
    {
        var options = new ServedRulesOptions();
        Option<string> format = CommonOptions.Format("text", "json");
        var command = new Command("verify", "Compares a server's rules with the files, and finds faults that only a running server shows.") { format };
        options.AddTo(command);
        command.SetAction(result => Run(console, result, options, result.GetValue(format)!));
        return command;
    }

    private static int Run(ToolConsole console, ParseResult result, ServedRulesOptions options, string format)
    {
        using var connection = new ServerConnection(options.Server(console, result));
        var client = new PrometheusClient(connection);
        CheckedRules rules;
        try
        {
            rules = options.Read(console, result, mustBeClean: false);
        }
        catch (ReloadException exception)
        {
            throw new ToolUsageException(exception.Message);
        }

        ImmutableArray<RuleGroupRecord> loaded = client.RulesAsync(options.Paths(console, result), console.Cancellation).GetAwaiter().GetResult();
        ImmutableArray<string> findings =
        [
            .. RuleDrift.Compare(rules.Groups, loaded, ServedRulesOptions.Display(console)),
            .. new ServerFindings(client, loaded).FindAsync(console.Cancellation).GetAwaiter().GetResult(),
        ];
        Write(console, findings, loaded, format);
        return findings.IsEmpty ? ExitCodes.Clean : ExitCodes.Findings;
    }

    private static void Write(ToolConsole console, ImmutableArray<string> findings, ImmutableArray<RuleGroupRecord> loaded, string format)
    {
        int rules = loaded.Sum(static group => group.Rules.Length);
        if (format == "json")
        {
            JsonText.WriteLine(console.Output, json =>
            {
                json.WriteStartObject();
                json.WriteNumber("groups", loaded.Length);
                json.WriteNumber("rules", rules);
                json.WriteStartArray("findings");
                foreach (string finding in findings)
                {
                    json.WriteStringValue(finding);
                }

                json.WriteEndArray();
                json.WriteEndObject();
            });
            return;
        }

        foreach (string finding in findings)
        {
            console.Output.WriteLine(VisibleText.OneLine(finding));
        }

        console.Output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{loaded.Length} groups with {rules} rules on the server, {findings.Length} findings"));
    }
}
