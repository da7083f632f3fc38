using System.CommandLine;
using System.Text;

namespace PromRuleLint.Tool.Help.Completion;

/// <summary>
/// Completion in bash: one function that walks over the words typed so far to the command, then offers its subcommands,
/// options or the values of the option before the cursor. Where it offers nothing, bash completes file names.
/// </summary>
internal static class BashCompletion
{
    public static string Script(Command root)
    {
        CommandNode[] nodes = [.. CommandTree.Walk(root)];
        var text = new StringBuilder();
        text.Append("# bash completion of promrulelint\n_promrulelint() {\n");
        text.Append("  local current=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD-1]} command= i\n");
        text.Append("  COMPREPLY=()\n");
        text.Append("  for ((i = 1; i < COMP_CWORD; i++)); do\n    case \"$command ${COMP_WORDS[i]}\" in\n      ");
        text.AppendJoin(" | ", nodes.Where(static node => node.Path.Length > 0).Select(static node => node.Path.Contains(' ', StringComparison.Ordinal) ? $"'{node.Path}'" : $"' {node.Path}'"));
        text.Append(") command=${command:+$command }${COMP_WORDS[i]} ;;\n    esac\n  done\n");
        AppendValues(text, nodes);
        AppendWords(text, nodes);
        text.Append("}\ncomplete -o bashdefault -o default -F _promrulelint promrulelint\n");
        return text.ToString();
    }

    private static void AppendValues(StringBuilder text, CommandNode[] nodes)
    {
        text.Append("  case \"$command:$previous\" in\n");
        foreach (CommandNode node in nodes)
        {
            foreach (Option option in node.Options.Where(CommandTree.TakesValue))
            {
                IReadOnlyList<string> values = CommandTree.ValuesOf(option);
                text.Append("    ").AppendJoin(" | ", CommandTree.NamesOf(option).Select(name => $"'{node.Path}:{name}'"));
                text.Append(values.Count == 0 ? ") return ;;\n" : $") COMPREPLY=($(compgen -W '{string.Join(' ', values)}' -- \"$current\")); return ;;\n");
            }
        }

        text.Append("  esac\n");
    }

    private static void AppendWords(StringBuilder text, CommandNode[] nodes)
    {
        text.Append("  case \"$command\" in\n");
        foreach (CommandNode node in nodes)
        {
            string options = string.Join(' ', node.Options.SelectMany(CommandTree.NamesOf));
            string words = string.Join(' ', node.Command.Subcommands.Where(static command => !command.Hidden).Select(static command => command.Name).Concat(node.Command.Arguments.SelectMany(CommandTree.ValuesOf)));
            text.Append($"    '{node.Path}')\n      if [[ $current == -* ]]; then COMPREPLY=($(compgen -W '{options}' -- \"$current\"))");
            text.Append(words.Length == 0 ? "; fi ;;\n" : $"; else COMPREPLY=($(compgen -W '{words}' -- \"$current\")); fi ;;\n");
        }

        text.Append("  esac\n");
    }
}
