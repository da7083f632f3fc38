using System.CommandLine;
using System.Text;

namespace PromRuleLint.Tool.Help.Completion;

/// <summary>Completion in PowerShell: tables of words by command and of values by option, and a block that looks them up.</summary>
internal static class PowerShellCompletion
{
    public static string Script(Command root)
    {
        CommandNode[] nodes = [.. CommandTree.Walk(root)];
        var text = new StringBuilder("# PowerShell completion of promrulelint\nRegister-ArgumentCompleter -Native -CommandName promrulelint -ScriptBlock {\n  param($wordToComplete, $commandAst, $cursorPosition)\n");
        text.Append("  $words = @{\n");
        foreach (CommandNode node in nodes)
        {
            IEnumerable<string> words = node.Command.Subcommands.Where(static command => !command.Hidden).Select(static command => command.Name)
                .Concat(node.Command.Arguments.SelectMany(CommandTree.ValuesOf)).Concat(node.Options.SelectMany(CommandTree.NamesOf));
            text.Append($"    {Quote(node.Path)} = {List(words)}\n");
        }

        text.Append("  }\n  $values = @{\n");
        foreach (CommandNode node in nodes)
        {
            foreach (Option option in node.Options.Where(CommandTree.TakesValue))
            {
                foreach (string name in CommandTree.NamesOf(option))
                {
                    text.Append($"    {Quote($"{node.Path}:{name}")} = {List(CommandTree.ValuesOf(option))}\n");
                }
            }
        }

        text.Append(
            """
              }
              $command = ''
              $previous = ''
              foreach ($element in $commandAst.CommandElements | Select-Object -Skip 1) {
                if ($element.Extent.EndOffset -ge $cursorPosition -and $wordToComplete) { break }
                $previous = $element.Extent.Text
                $longer = ($command + ' ' + $previous).Trim()
                if ($words.ContainsKey($longer)) { $command = $longer }
              }
              $key = $command + ':' + $previous
              $offered = if ($values.ContainsKey($key)) { $values[$key] } else { $words[$command] }
              $offered | Where-Object { $_ -like ($wordToComplete + '*') } | ForEach-Object {
                [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_)
              }
            }

            """.ReplaceLineEndings("\n"));
        return text.ToString();
    }

    private static string List(IEnumerable<string> words) => $"@({string.Join(", ", words.Select(Quote))})";

    private static string Quote(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";
}
