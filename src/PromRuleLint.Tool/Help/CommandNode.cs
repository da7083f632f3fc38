using System.CommandLine;
using System.CommandLine.Completions;

namespace PromRuleLint.Tool.Help;

/// <summary>A command with the words that lead to it.</summary>
/// <param name="Path">The words, such as <c>gate test</c>; empty for the tool itself.</param>
/// <param name="Command">The command.</param>
internal sealed record CommandNode(string Path, Command Command)
{
    /// <summary>The options of the command that a person may give, the help among them.</summary>
    public IEnumerable<Option> Options => Command.Options.Where(static option => !option.Hidden && option is not System.CommandLine.Help.HelpOption).Concat(CommandTree.EverywhereOptions).DistinctBy(static option => option.Name);
}
