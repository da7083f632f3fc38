using System.CommandLine;
using System.CommandLine.Invocation;
using System.CommandLine.Parsing;
using PromRuleLint.Operations.Http;
using PromRuleLint.Tool.Commands;
using PromRuleLint.Tool.Help;

namespace PromRuleLint.Tool;

/// <summary>From arguments to an exit code. Nothing that goes wrong shows a stack trace.</summary>
internal static class ToolProgram
{
    // A shell puts names of files in the place of a glob, and '@name' must not have a stranger's file read for arguments.
    private static readonly ParserConfiguration Parsing = new() { ResponseFileTokenReplacer = null };

    /// <summary>The commands by their names, but for those that tell of all others.</summary>
    internal static readonly (string Name, Func<ToolConsole, Command> Create)[] Commands =
    [
        ("lint", LintCommand.Create),
        ("fix", FixCommand.Create),
        ("test", TestCommand.Create),
        ("witness", WitnessCommand.Create),
        ("format", FormatCommand.Create),
        ("rule-sets", RuleSetsCommand.Create),
        ("explain", ExplainCommand.Create),
        ("checks", ChecksCommand.Create),
        ("promql", PromQLCommand.Create),
        ("schema", SchemaCommand.Create),
        ("heartbeat", HeartbeatCommand.Create),
        ("textfile", TextfileCommand.Create),
        ("reload", ReloadCommand.Create),
        ("verify", VerifyCommand.Create),
        ("gate", GateCommand.Create),
        ("snapshot", SnapshotCommand.Create),
        ("backtest", BacktestCommand.Create),
        ("init", InitCommand.Create),
    ];

    public static int Run(string[] args, ToolConsole console)
    {
        try
        {
            int exitCode = Invoke(args, console);
            console.Output.Flush();
            return exitCode;
        }
        catch (OperationCanceledException)
        {
            console.Error.WriteLine("promrulelint: ended before it was done");
            return ExitCodes.Canceled;
        }
        catch (ToolUsageException exception)
        {
            console.Error.WriteLine($"promrulelint: {exception.Message}");
            return ExitCodes.Usage;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ServerException)
        {
            console.Error.WriteLine($"promrulelint: {OneLine(exception.Message)}");
            return ExitCodes.Failure;
        }
        catch (Exception exception)
        {
            console.Error.WriteLine($"promrulelint: internal error, please report it: {exception.GetType().Name}: {OneLine(exception.Message)}");
            return ExitCodes.Failure;
        }
    }

    private static int Invoke(string[] args, ToolConsole console)
    {
        RootCommand root = MakeRoot(console, args);
        var configuration = new InvocationConfiguration
        {
            Output = console.Output,
            Error = console.Error,
            EnableDefaultExceptionHandler = false,
            ProcessTerminationTimeout = null,
        };

        if (args.Length == 0)
        {
            configuration.Output = console.Error;
            root.Parse("--help").Invoke(configuration);
            return ExitCodes.Usage;
        }

        if (FileTakenForOption(args, console.Folder) is { } name)
        {
            console.Error.WriteLine($"promrulelint: '{name}' is an option, and a file of that name is in the current folder; write './{name}' for the file, '--' before names of files, or move the file away");
            return ExitCodes.Usage;
        }

        ParseResult result = Parse(root, args);
        if (result.GetValue<bool>(CommandTree.NoColorName))
        {
            console.PrefersColor = false;
        }

        if (result.Errors.Count == 0 || result.Action is not ParseErrorAction)
        {
            return result.Invoke(configuration);
        }

        foreach (string message in UsageErrors.MessagesFor(result))
        {
            console.Error.WriteLine($"promrulelint: {message}");
        }

        console.Error.WriteLine($"See '{UsageErrors.PathOf(result)} --help'.");
        return ExitCodes.Usage;
    }

    // 'lint *' in a folder of a stranger, where a file is called '--checks=theirs.dll'. A glob gives names that are there.
    private static string? FileTakenForOption(string[] args, string folder) =>
        args.TakeWhile(static arg => arg != "--").FirstOrDefault(arg => arg.Length > 1 && arg.StartsWith('-') && !arg.Contains('\0', StringComparison.Ordinal) && Path.Exists(Path.Combine(folder, arg)));

    // What follows '--' is no option, whatever it looks like: a path that begins with a dash is one of the current folder.
    private static ParseResult Parse(RootCommand root, string[] args)
    {
        ParseResult result = root.Parse(args, Parsing);
        int separator = Array.IndexOf(args, "--");
        return separator >= 0 && result.Errors.Any(static error => error.SymbolResult is ArgumentResult)
            ? root.Parse([.. args.Select((arg, i) => i > separator && arg.Length > 1 && arg.StartsWith('-') ? $"./{arg}" : arg)], Parsing)
            : result;
    }

    /// <summary>All commands.</summary>
    internal static RootCommand MakeRoot(ToolConsole console)
    {
        RootCommand root = MakeRoot([.. Commands.Select(static command => command.Create)], console);
        root.Add(CompletionCommand.Create(console, root));
        root.Add(ManCommand.Create(console, root));
        root.Add(HelpCommand.Create(root));
        return root;
    }

    // A run needs one of the commands, and making all of them takes longer than linting a file.
    private static RootCommand MakeRoot(ToolConsole console, string[] args)
    {
        foreach ((string name, Func<ToolConsole, Command> create) in Commands)
        {
            if (args is [var first, ..] && first == name)
            {
                return MakeRoot([create], console);
            }
        }

        return MakeRoot(console);
    }

    private static RootCommand MakeRoot(Func<ToolConsole, Command>[] commands, ToolConsole console)
    {
        var root = new RootCommand("Finds faults in Prometheus rule files.");
        foreach (Func<ToolConsole, Command> create in commands)
        {
            root.Add(create(console));
        }

        root.Add(CommandTree.NoColor());
        HelpWithExamples.AddTo(root);
        return root;
    }

    private static string OneLine(string message) => message.ReplaceLineEndings(" ");
}
