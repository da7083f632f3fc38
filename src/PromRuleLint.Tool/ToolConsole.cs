using System.Runtime.InteropServices;
using System.Text;
using PromRuleLint.Hosting;
using PromRuleLint.Reporting;
using PromRuleLint.Tool.Output;

namespace PromRuleLint.Tool;

/// <summary>What a command reads from and writes to; commands use nothing else of the process.</summary>
internal sealed class ToolConsole : IDisposable
{
    private static readonly TimeSpan EndsWithin = TimeSpan.FromMilliseconds(50);
    private readonly Action? _dispose;

    public ToolConsole(Func<Stream> openInput, TextWriter output, TextWriter error, string folder, Action? dispose = null)
    {
        OpenInput = openInput;
        Output = output;
        Error = new VisibleTextWriter(error);
        Folder = folder;
        _dispose = dispose;
    }

    /// <summary>Opens standard input.</summary>
    public Func<Stream> OpenInput { get; }

    /// <summary>Standard output, for data and for text that is clean; a line for people goes through <see cref="WriteLine"/>.</summary>
    public TextWriter Output { get; }

    /// <summary>Standard error; what is written there is cleaned.</summary>
    public TextWriter Error { get; }

    /// <summary>The full path of the current folder.</summary>
    public string Folder { get; }

    /// <summary>Whether a person sees standard output in color: a terminal, unless <c>NO_COLOR</c> or <c>TERM=dumb</c> says otherwise.</summary>
    public bool PrefersColor { get; set; }

    /// <summary>Where a line that is rewritten shows how far the work is: standard error, if a person sees it; else null.</summary>
    public TextWriter? Progress { get; init; }

    /// <summary>How many characters a line may take; null where standard output is no terminal.</summary>
    public int? Width { get; init; }

    /// <summary>Ends the work early: Ctrl-C.</summary>
    public CancellationToken Cancellation { get; init; }

    /// <summary>Whether nobody reads standard output any more.</summary>
    public Func<bool> IsOutputGone { get; init; } = static () => false;

    /// <summary>The environment variables; an empty one counts as none.</summary>
    public Func<string, string?> Variable { get; init; } = static name => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;

    /// <summary>The names of the environment variables.</summary>
    public Func<IEnumerable<string>> VariableNames { get; init; } = static () => Environment.GetEnvironmentVariables().Keys.Cast<string>();

    /// <summary>The clock.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>The console of this process.</summary>
    public static ToolConsole ForProcess()
    {
        var cancellation = new CancellationTokenSource();

        // Not through Console, which opens standard output for it, and that may be closed.
        PosixSignalRegistration ctrlC = PosixSignalRegistration.Create(PosixSignal.SIGINT, signal =>
        {
            // The first asks to end; a second one ends the process.
            signal.Cancel = !cancellation.IsCancellationRequested;
            if (signal.Cancel)
            {
                // Not on this thread: what is told of it may take a while.
                _ = Task.Run(cancellation.Cancel);
                EndSoon();
            }
        });

        // Buffered: a report is one write. The encoding is UTF-8 whatever the locale says, as the files are.
        var output = new StreamWriter(StandardStream.Open(1, Console.OpenStandardOutput), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), bufferSize: 32 * 1024) { NewLine = "\n" };
        var error = new StreamWriter(StandardStream.Open(2, Console.OpenStandardError), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)) { NewLine = "\n", AutoFlush = true };
        bool isTerminal = !Console.IsOutputRedirected;
        if (OperatingSystem.IsWindows() && isTerminal)
        {
            Console.OutputEncoding = Encoding.UTF8;
        }

        return new ToolConsole(ProcessInput.Open, output, error, Environment.CurrentDirectory, ctrlC.Dispose)
        {
            PrefersColor = isTerminal && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR")) && Environment.GetEnvironmentVariable("TERM") != "dumb",
            Width = isTerminal ? WindowWidth() : null,
            Progress = Console.IsErrorRedirected || Environment.GetEnvironmentVariable("TERM") == "dumb" ? null : error,
            Cancellation = cancellation.Token,
            IsOutputGone = static () => StandardStream.IsReaderGone(1),
        };
    }

    /// <summary>Writes a line for people to standard output; names and texts of files in it cannot harm a terminal or a log.</summary>
    public void WriteLine(string text) => Output.WriteLine(VisibleText.OneLine(text));

    /// <summary>Says of a file that is about to be replaced that it has other names, which keep the old text.</summary>
    /// <param name="fullPath">Its full path.</param>
    /// <param name="displayPath">How it is named.</param>
    public void SayOtherNames(string fullPath, string displayPath)
    {
        if (HardLinks.HasOtherNames(fullPath))
        {
            Error.WriteLine($"promrulelint: {displayPath} has other names (hard links); they keep the old text");
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _dispose?.Invoke();

    /// <summary>
    /// Ends the process where it does not end by itself at once: it may wait for a pipe or a server. A file that is being
    /// written is written to its end.
    /// </summary>
    private static void EndSoon()
    {
        var thread = new Thread(static () =>
        {
            Thread.Sleep(EndsWithin);
            FileWriter.Finish();
            ProcessEnd.Now(ExitCodes.Canceled);
        })
        {
            IsBackground = true,
            Name = "Ctrl-C",
        };
        thread.Start();
    }

    private static int? WindowWidth()
    {
        try
        {
            return Console.WindowWidth > 0 ? Console.WindowWidth : null;
        }
        catch (IOException)
        {
            return null;
        }
    }
}
