using System.CommandLine;
using System.Text;

namespace PromRuleLint.Tool.Help.Completion;

/// <summary>Completion in zsh: a function a command, built on <c>_arguments</c>.</summary>
internal static class ZshCompletion
{
    public static string Script(Command root)
    {
        var text = new StringBuilder("#compdef promrulelint\n# zsh completion of promrulelint\n\n");
        foreach (CommandNode node in CommandTree.Walk(root))
        {
            Append(text, node);
        }

        // Read as a file of $fpath it is the body of the function, else it has to be named.
        text.Append("if [ \"$funcstack[1]\" = \"_promrulelint\" ]; then\n  _promrulelint \"$@\"\nelse\n  compdef _promrulelint promrulelint\nfi\n");
        return text.ToString();
    }

    private static void Append(StringBuilder text, CommandNode node)
    {
        Command[] commands = [.. node.Command.Subcommands.Where(static command => !command.Hidden)];
        text.Append($"{FunctionOf(node.Path)}() {{\n");
        if (commands.Length > 0)
        {
            text.Append("  local state line\n");
        }

        text.Append(commands.Length > 0 ? "  _arguments -C" : "  _arguments -s");
        foreach (Option option in node.Options)
        {
            string[] names = [.. CommandTree.NamesOf(option)];
            string exclusive = option.Arity.MaximumNumberOfValues > 1 ? "*" : $"({string.Join(' ', names)})";
            foreach (string name in names)
            {
                text.Append($" \\\n    {Quote($"{exclusive}{name}[{Escape(CommandTree.Summary(option.Description))}]{ValueOf(option)}")}");
            }
        }

        if (commands.Length > 0)
        {
            text.Append(" \\\n    '1: :->command' \\\n    '*:: :->rest'\n  case $state in\n    command)\n      local -a commands=(\n");
            foreach (Command command in commands)
            {
                text.Append($"        {Quote($"{command.Name}:{Escape(CommandTree.Summary(command.Description))}")}\n");
            }

            text.Append("      )\n      _describe command commands ;;\n    rest)\n      case $line[1] in\n");
            foreach (Command command in commands)
            {
                text.Append($"        {command.Name}) {FunctionOf(node.Path.Length == 0 ? command.Name : $"{node.Path} {command.Name}")} ;;\n");
            }

            text.Append("      esac ;;\n  esac\n}\n\n");
            return;
        }

        foreach (Argument argument in node.Command.Arguments)
        {
            IReadOnlyList<string> values = CommandTree.ValuesOf(argument);
            text.Append($" \\\n    {Quote($"{(argument.Arity.MaximumNumberOfValues > 1 ? "*" : "")}:{argument.Name}:{(values.Count > 0 ? $"({string.Join(' ', values)})" : "_files")}")}");
        }

        text.Append("\n}\n\n");
    }

    private static string ValueOf(Option option)
    {
        if (!CommandTree.TakesValue(option))
        {
            return "";
        }

        IReadOnlyList<string> values = CommandTree.ValuesOf(option);
        string action = values.Count > 0 ? $"({string.Join(' ', values)})" : CommandTree.TakesPath(option) ? "_files" : " ";
        return $":{Escape(option.HelpName ?? "VALUE")}:{action}";
    }

    private static string FunctionOf(string path) => path.Length == 0 ? "_promrulelint" : $"_promrulelint_{path.Replace(' ', '_')}";

    private static string Escape(string text) => text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("[", "\\[", StringComparison.Ordinal).Replace("]", "\\]", StringComparison.Ordinal).Replace(":", "\\:", StringComparison.Ordinal);

    private static string Quote(string text) => $"'{text.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
