using System.CommandLine;
using PromRuleLint.Tool.Help;

namespace PromRuleLint.Tool.Commands;

/// <summary><c>promrulelint help [COMMAND…]</c>: what <c>COMMAND --help</c> says.</summary>
internal static class HelpCommand
{
    public static Command Create(RootCommand root)
    {
        var words = new Argument<string[]>("COMMAND") { Description = "The command, such as 'lint' or 'promql eval'.", HelpName = "COMMAND", Arity = ArgumentArity.ZeroOrMore };
        words.CompletionSources.Add(_ => root.Subcommands.Where(static command => !command.Hidden).Select(static command => new System.CommandLine.Completions.CompletionItem(command.Name)));
        var command = new Command("help", "Shows the help of a command.") { words };
        command.SetAction(result =>
        {
            string path = string.Join(' ', result.GetValue(words) ?? []);
            CommandNode node = CommandTree.Walk(root).FirstOrDefault(node => node.Path == path)
                ?? throw new ToolUsageException($"there is no command '{path}'; 'promrulelint --help' lists them");
            return root.Parse([.. node.Path.Split(' ', StringSplitOptions.RemoveEmptyEntries), "--help"]).Invoke(result.InvocationConfiguration);
        });
        return command;
    }
}
