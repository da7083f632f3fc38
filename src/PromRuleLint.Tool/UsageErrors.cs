using System.CommandLine;
using System.CommandLine.Parsing;
using PromRuleLint.Text;
using PromRuleLint.Tool.Help;

namespace PromRuleLint.Tool;

/// <summary>What is wrong with a command line, for a person.</summary>
internal static class UsageErrors
{
    public static IEnumerable<string> MessagesFor(ParseResult result)
    {
        var messages = new HashSet<string>(StringComparer.Ordinal);
        foreach (string unmatched in result.UnmatchedTokens)
        {
            messages.Add(Unknown(result.CommandResult.Command, unmatched));
            if (result.CommandResult.Command.Subcommands.Count > 0 && !unmatched.StartsWith('-'))
            {
                // What follows a misspelled command is its business.
                break;
            }
        }

        foreach (ParseError error in result.Errors)
        {
            // Said above already, with what was probably meant.
            if (!result.UnmatchedTokens.Any(token => error.Message.Contains($"'{token}'", StringComparison.Ordinal))
                && !(messages.Count > 0 && error.SymbolResult is CommandResult { Command.Subcommands.Count: > 0 }))
            {
                messages.Add(error.SymbolResult switch
                {
                    OptionResult option => MessageFor(option, error.Message),
                    ArgumentResult argument => MessageFor(argument, error.Message),
                    CommandResult command => MessageFor(command, error.Message),
                    _ => OneLine(error.Message),
                });
            }
        }

        return messages;
    }

    // The library's own messages name no option, or .NET's types.
    private static string MessageFor(OptionResult result, string message)
    {
        string name = result.Option.Name;
        string value = result.Tokens is [.., var token] ? token.Value : "";
        if (result.Implicit && result.Option.Required)
        {
            return $"{name} {result.Option.HelpName} is missing";
        }

        if (CommandTree.ValuesOf(result.Option) is { Count: > 0 } values && result.Tokens.Count > 0)
        {
            return $"{name} does not take '{value}'; write one of {string.Join(", ", values.Select(static each => $"'{each}'"))}";
        }

        if (message.Contains("System.", StringComparison.Ordinal))
        {
            return $"{name} takes a number, not '{value}'";
        }

        return message.Contains(name, StringComparison.Ordinal) ? OneLine(message) : $"{name}: {OneLine(message)}";
    }

    private static string MessageFor(ArgumentResult result, string message)
    {
        string name = result.Argument.Name;
        if (result.Tokens.Count == 0)
        {
            return $"{name} is missing";
        }

        return CommandTree.ValuesOf(result.Argument) is { Count: > 0 } values && result.Tokens is [.., var token] && !values.Contains(token.Value)
            ? $"{name} does not take '{token.Value}'; write one of {string.Join(", ", values.Select(static each => $"'{each}'"))}"
            : OneLine(message);
    }

    private static string MessageFor(CommandResult result, string message)
    {
        if (message.StartsWith("Required command", StringComparison.Ordinal))
        {
            return $"a command is missing; write one of {string.Join(", ", result.Command.Subcommands.Select(static each => $"'{each.Name}'"))}";
        }

        return OneLine(message);
    }

    private static string OneLine(string message) => message.TrimEnd('.').ReplaceLineEndings(" ").Replace("\t", "", StringComparison.Ordinal);

    /// <summary>The command as it is typed, with those above it.</summary>
    public static string PathOf(ParseResult result)
    {
        var names = new Stack<string>();
        for (SymbolResult? symbol = result.CommandResult; symbol is not null; symbol = symbol.Parent)
        {
            if (symbol is CommandResult { Command: { } command })
            {
                names.Push(command is RootCommand ? "promrulelint" : command.Name);
            }
        }

        return string.Join(' ', names);
    }

    /// <summary>Rejects arguments that look like an option, which else would be taken for a file.</summary>
    public static void RejectOptions(ArgumentResult result)
    {
        Command? command = (result.Parent as CommandResult)?.Command;
        foreach (Token token in result.Tokens)
        {
            if (token.Value.Length > 1 && token.Value.StartsWith('-'))
            {
                result.AddError($"{Unknown(command, token.Value)} (for a file of that name write './{token.Value}')");
            }
        }
    }

    private static string Unknown(Command? command, string token)
    {
        bool isOption = token.StartsWith('-');
        string name = isOption ? token.Split('=', ':')[0] : token;
        IEnumerable<string> known = command is null ? []
            : isOption ? command.Options.SelectMany(static option => option.Aliases.Append(option.Name))
            : command.Subcommands.SelectMany(static sub => sub.Aliases.Append(sub.Name));
        string what = isOption ? "option" : command is { Subcommands.Count: > 0 } ? "command" : "argument";
        string hint = NearestName.Find(name, known) is { } nearest ? $"; did you mean '{nearest}'?" : "";
        return what == "argument" ? $"'{token}' is one argument too many{hint}" : $"there is no {what} '{name}'{hint}";
    }
}
