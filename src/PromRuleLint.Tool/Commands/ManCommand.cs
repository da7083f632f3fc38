using System.CommandLine;
using PromRuleLint.Tool.Help;

namespace PromRuleLint.Tool.Commands;

/// <summary><c>promrulelint man</c>.</summary>
internal static class ManCommand
{
    public static Command Create(ToolConsole console, RootCommand root)
    {
        var command = new Command("man", "Prints the manual page.");
        command.SetAction(_ =>
        {
            ManualPage.Write(console.Output, root);
            return ExitCodes.Clean;
        });
        return command;
    }
}
