using System.CommandLine;
using System.CommandLine.Completions;

namespace PromRuleLint.Tool.Help;

/// <summary>All commands of the tool: what help, the manual page and completions are written from.</summary>
internal static class CommandTree
{
    public const string NoColorName = "--no-color";

    private static readonly string[] FileValues = ["FILE", "PATH", "DIR", "FOLDER", "ASSEMBLY", "FORMAT=FILE"];

    /// <summary>The options that every command has.</summary>
    public static Option[] EverywhereOptions { get; } =
    [
        NoColor(),
        new Option<bool>("--help", "-h") { Description = "Show help and usage information." },
    ];

    /// <summary>The option that switches colors off, for every command of a tool.</summary>
    public static Option<bool> NoColor() => new(NoColorName) { Description = "Disable colors, as --color never does.", Recursive = true };

    /// <summary>The command and those below it, each before its own.</summary>
    public static IEnumerable<CommandNode> Walk(Command root)
    {
        var open = new Stack<CommandNode>();
        open.Push(new CommandNode("", root));
        while (open.TryPop(out CommandNode? node))
        {
            yield return node;
            foreach (Command command in node.Command.Subcommands.Where(static command => !command.Hidden).Reverse())
            {
                open.Push(new CommandNode(node.Path.Length == 0 ? command.Name : $"{node.Path} {command.Name}", command));
            }
        }
    }

    /// <summary>The names of an option, the long one first, without those that only other systems use.</summary>
    public static IEnumerable<string> NamesOf(Option option) => option.Aliases.Where(static alias => alias is not ("-?" or "/?" or "/h")).Prepend(option.Name).Distinct(StringComparer.Ordinal);

    /// <summary>Whether a value follows the option.</summary>
    public static bool TakesValue(Option option) => option.ValueType != typeof(bool) && option.Arity.MaximumNumberOfValues > 0;

    /// <summary>The values that an option is limited to; none where it is not.</summary>
    public static IReadOnlyList<string> ValuesOf(Option option) => TakesValue(option) ? [.. option.GetCompletions(CompletionContext.Empty).Select(static item => item.Label)] : [];

    /// <summary>Words that an argument may be; none where it is a path or free text.</summary>
    public static IReadOnlyList<string> ValuesOf(Argument argument) => [.. argument.GetCompletions(CompletionContext.Empty).Select(static item => item.Label)];

    /// <summary>Whether the value of an option is a path.</summary>
    public static bool TakesPath(Option option) => TakesValue(option) && option.HelpName is { } name && FileValues.Contains(name);

    /// <summary>The first sentence of a description.</summary>
    public static string Summary(string? description)
    {
        string text = description ?? "";
        int end = text.IndexOfAny([':', ';']);
        int stop = text.IndexOf(". ", StringComparison.Ordinal);
        end = stop >= 0 && (end < 0 || stop < end) ? stop : end;
        return (end < 0 ? text : text[..end]).TrimEnd('.');
    }
}
