using System.CommandLine;
using PromRuleLint.Tool.Help.Completion;

namespace PromRuleLint.Tool.Commands;

/// <summary><c>promrulelint completion SHELL</c>.</summary>
internal static class CompletionCommand
{
    public static Command Create(ToolConsole console, RootCommand root)
    {
        var shell = new Argument<string>("SHELL") { Description = "The shell: bash, zsh, fish or pwsh.", HelpName = "SHELL" };
        shell.AcceptOnlyFromAmong("bash", "zsh", "fish", "pwsh");
        var command = new Command("completion", "Prints a shell script that completes commands, options and their values.") { shell };
        command.SetAction(result =>
        {
            console.Output.Write(result.GetValue(shell) switch
            {
                "zsh" => ZshCompletion.Script(root),
                "fish" => FishCompletion.Script(root),
                "pwsh" => PowerShellCompletion.Script(root),
                _ => BashCompletion.Script(root),
            });
            return ExitCodes.Clean;
        });
        return command;
    }
}
