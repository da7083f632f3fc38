using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using System.CommandLine.Parsing;

namespace PromRuleLint.Tool.Help;

/// <summary>The help of a command as the library writes it, with examples after it.</summary>
internal sealed class HelpWithExamples(HelpAction inner) : SynchronousCommandLineAction
{
    /// <inheritdoc/>
    public override bool ClearsParseErrors => true;

    /// <summary>Gives the help of all commands its examples.</summary>
    public static void AddTo(RootCommand root)
    {
        foreach (HelpOption option in root.Options.OfType<HelpOption>())
        {
            if (option.Action is HelpAction action)
            {
                option.Action = new HelpWithExamples(action);
            }
        }
    }

    /// <inheritdoc/>
    public override int Invoke(ParseResult parseResult)
    {
        // The description names the default of a duration as it is typed; the library would repeat it as .NET prints it.
        foreach (Option<TimeSpan?> option in parseResult.CommandResult.Command.Options.OfType<Option<TimeSpan?>>())
        {
            option.DefaultValueFactory = null;
        }

        // An argument of the command above is no part of this one's line.
        for (SymbolResult? above = parseResult.CommandResult.Parent; above is CommandResult { Command: { } command }; above = above.Parent)
        {
            foreach (Argument argument in command.Arguments)
            {
                argument.Hidden = true;
            }
        }

        TextWriter output = parseResult.InvocationConfiguration.Output;
        var text = new StringWriter { NewLine = "\n" };
        parseResult.InvocationConfiguration.Output = text;
        int exitCode = inner.Invoke(parseResult);
        parseResult.InvocationConfiguration.Output = output;
        output.Write($"{text.ToString().ReplaceLineEndings("\n").TrimEnd('\n')}\n");
        string path = string.Join(' ', UsageErrors.PathOf(parseResult).Split(' ').Skip(1));
        if (CommandExamples.For(path) is { Count: > 0 } examples)
        {
            output.Write("\nExamples:\n");
            foreach (CommandExample example in examples)
            {
                output.Write($"  # {example.Purpose}\n  {example.Line}\n");
            }
        }

        return exitCode;
    }
}
