using System.CommandLine;
using System.Reflection;
using System.Text;

namespace PromRuleLint.Tool.Help;

/// <summary>The manual page, in the man macros of roff, from the same commands and examples as the help.</summary>
internal static class ManualPage
{
    private static readonly (string Code, string Meaning)[] ExitStatus =
    [
        ("0", "Nothing was found that --fail-on counts; all tests passed."),
        ("1", "There are such findings, or a test failed."),
        ("2", "The command line or the configuration is wrong."),
        ("3", "Not all of the work could be done: a file cannot be read, a server does not answer."),
        ("130", "The run was ended by Ctrl-C."),
    ];

    private static readonly (string Name, string Meaning)[] Environment =
    [
        ("NO_COLOR", "If set, no colors are written unless --color asks for them."),
        ("PROMETHEUS_URL", "The server of the commands that ask one."),
        ("PUSHGATEWAY_URL", "The Pushgateway of heartbeat."),
        ("TEXTFILE_DIR", "The textfile directory of the node exporter."),
        ("REALM", "The realm of heartbeat."),
    ];

    /// <summary>Writes the page.</summary>
    public static void Write(TextWriter writer, Command root)
    {
        string version = typeof(ManualPage).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "";
        CommandNode[] nodes = [.. CommandTree.Walk(root)];
        writer.Write($".TH PROMRULELINT 1 \"\" \"promrulelint {Escape(version)}\" \"User Commands\"\n");
        writer.Write($".SH NAME\npromrulelint \\- find what is wrong in Prometheus rule files\n");
        writer.Write(".SH SYNOPSIS\n.B promrulelint\n.I COMMAND\n.RI [ OPTION ]...\n");
        writer.Write(".SH DESCRIPTION\nPromRuleLint reads Prometheus rule files and their unit tests. It finds rules that are wrong, that can never fire or that say something else than was meant, and it runs rules over data.\n");
        writer.Write(".SH COMMANDS\n");
        foreach (CommandNode node in nodes.Where(static node => node.Path.Length > 0))
        {
            Write(writer, node);
        }

        WriteList(writer, "EXIT STATUS", ExitStatus);
        writer.Write(".PP\nCommands that take steps, such as reload and gate, have exit codes of their own; their documentation lists them.\n");
        WriteList(writer, "ENVIRONMENT", Environment);
        WriteList(writer, "FILES", [("promrulelint.yml", "The configuration; the nearest one above a rule file holds for it.")]);
        writer.Write(".SH EXAMPLES\n");
        foreach (CommandNode node in nodes)
        {
            foreach (CommandExample example in CommandExamples.For(node.Path))
            {
                writer.Write($".PP\n{Escape(example.Purpose)}:\n.PP\n.in +4n\n.nf\n{Escape(example.Line)}\n.fi\n.in\n");
            }
        }

        writer.Write(".SH SEE ALSO\n.BR promtool (1),\n.BR prometheus (1)\n");
    }

    private static void Write(TextWriter writer, CommandNode node)
    {
        var title = new StringBuilder(node.Path);
        foreach (Argument argument in node.Command.Arguments)
        {
            string name = argument.Arity.MaximumNumberOfValues > 1 ? $"{argument.Name}..." : argument.Name;
            title.Append(argument.Arity.MinimumNumberOfValues == 0 ? $" [{name}]" : $" {name}");
        }

        writer.Write($".SS \"{Escape(title.ToString())}\"\n{Escape(node.Command.Description ?? "")}\n");
        foreach (Argument argument in node.Command.Arguments)
        {
            WriteTerm(writer, $"\\fI{Escape(argument.Name)}\\fR", argument.Description);
        }

        foreach (Option option in node.Options)
        {
            string value = CommandTree.TakesValue(option) ? $" \\fI{Escape(option.HelpName ?? "VALUE")}\\fR" : "";
            string names = string.Join(", ", CommandTree.NamesOf(option).Select(static name => $"\\fB{Escape(name)}\\fR"));
            WriteTerm(writer, $"{names}{value}", option.Description);
        }
    }

    private static void WriteList(TextWriter writer, string section, IEnumerable<(string Term, string Meaning)> items)
    {
        writer.Write($".SH {section}\n");
        foreach ((string term, string meaning) in items)
        {
            WriteTerm(writer, $"\\fB{Escape(term)}\\fR", meaning);
        }
    }

    private static void WriteTerm(TextWriter writer, string term, string? meaning) => writer.Write($".TP\n{term}\n{Escape(meaning ?? "")}\n");

    // A line that begins with a dot or an apostrophe is a request; a hyphen that is typed has to be a minus.
    private static string Escape(string text)
    {
        string escaped = text.Replace("\\", "\\e", StringComparison.Ordinal).Replace("-", "\\-", StringComparison.Ordinal).Replace("'", "\\(aq", StringComparison.Ordinal).Replace("\"", "\\(dq", StringComparison.Ordinal).ReplaceLineEndings(" ");
        return escaped.StartsWith('.') ? $"\\&{escaped}" : escaped;
    }
}
