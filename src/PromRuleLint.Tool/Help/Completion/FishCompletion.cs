using System.CommandLine;
using System.Text;

namespace PromRuleLint.Tool.Help.Completion;

/// <summary>Completion in fish: a line an option and command, each with the condition that its command was typed.</summary>
internal static class FishCompletion
{
    public static string Script(Command root)
    {
        CommandNode[] nodes = [.. CommandTree.Walk(root)];
        var text = new StringBuilder("# fish completion of promrulelint\nfunction __promrulelint_at\n  set -l command\n  for word in (commandline -opc)[2..]\n    switch \"$command $word\"\n      case");
        foreach (CommandNode node in nodes.Where(static node => node.Path.Length > 0))
        {
            text.Append(node.Path.Contains(' ', StringComparison.Ordinal) ? $" '{node.Path}'" : $" ' {node.Path}'");
        }

        text.Append("\n        set command (string trim -- \"$command $word\")\n    end\n  end\n  test \"$command\" = \"$argv[1]\"\nend\n\n");
        foreach (CommandNode node in nodes)
        {
            Append(text, node);
        }

        return text.ToString();
    }

    private static void Append(StringBuilder text, CommandNode node)
    {
        string start = $"complete -c promrulelint -n \"__promrulelint_at '{node.Path}'\"";
        foreach (Command command in node.Command.Subcommands.Where(static command => !command.Hidden))
        {
            text.Append($"{start} -f -a {command.Name} -d {Quote(CommandTree.Summary(command.Description))}\n");
        }

        foreach (string value in node.Command.Arguments.SelectMany(CommandTree.ValuesOf))
        {
            text.Append($"{start} -f -a {Quote(value)}\n");
        }

        foreach (Option option in node.Options)
        {
            text.Append(start);
            foreach (string name in CommandTree.NamesOf(option))
            {
                text.Append(name.StartsWith("--", StringComparison.Ordinal) ? $" -l {name[2..]}" : $" -s {name[1..]}");
            }

            IReadOnlyList<string> values = CommandTree.ValuesOf(option);
            text.Append(values.Count > 0 ? $" -x -a {Quote(string.Join(' ', values))}" : CommandTree.TakesPath(option) ? " -r -F" : CommandTree.TakesValue(option) ? " -x" : "");
            text.Append($" -d {Quote(CommandTree.Summary(option.Description))}\n");
        }
    }

    private static string Quote(string text) => $"'{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("'", "\\'", StringComparison.Ordinal)}'";
}
