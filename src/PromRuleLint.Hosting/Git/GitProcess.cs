using System.ComponentModel;
using System.Diagnostics;
using System.Text;

namespace PromRuleLint.Hosting.Git;

/// <summary>
/// Runs git as a process. Arguments are handed over one by one; no shell sees them. The folder may be a stranger's: git is
/// taken from the PATH only, and what the configuration of a repository could have it start is switched off.
/// </summary>
internal static class GitProcess
{
    // So long git may write nothing: it reads what a stranger's configuration names, which may never end.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    // A repository that is embedded in a working tree brings its own configuration, and a monitor of files is a program.
    private static readonly string[] SafeOptions =
    [
        "--no-pager",
        "-c", "safe.bareRepository=explicit",
        "-c", "core.fsmonitor=false",
        "-c", $"core.hooksPath={(OperatingSystem.IsWindows() ? "NUL" : "/dev/null")}",
    ];

    /// <summary>Runs git to its end.</summary>
    /// <param name="folder">In which folder.</param>
    /// <param name="cancellation">Ends the process early.</param>
    /// <param name="args">The arguments.</param>
    /// <returns>The exit code and what it wrote to standard output and standard error.</returns>
    /// <exception cref="GitException">git cannot be started, or says nothing for a minute.</exception>
    /// <exception cref="OperationCanceledException">The run was ended early.</exception>
    public static (int ExitCode, byte[] Output, string Error) Run(string folder, CancellationToken cancellation, params string[] args)
    {
        string git = ProgramFinder.Find("git") ?? throw CannotStart(null);
        var start = new ProcessStartInfo(git, [.. SafeOptions, .. args])
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardErrorEncoding = Encoding.UTF8,
            CreateNoWindow = true,
        };

        // To look is all that is done here: nothing is locked for others.
        start.Environment["GIT_OPTIONAL_LOCKS"] = "0";

        // A clone without its files fetches what is asked for, through programs that its configuration names.
        start.Environment["GIT_NO_LAZY_FETCH"] = "1";
        start.Environment["GIT_ALLOW_PROTOCOL"] = "none";
        start.Environment["GIT_TERMINAL_PROMPT"] = "0";

        // Its errors are looked at.
        start.Environment["LC_ALL"] = "C";
        try
        {
            using Process process = Process.Start(start)!;
            using CancellationTokenRegistration kill = cancellation.Register(static started => ((Process)started!).Kill(), process);
            process.StandardInput.Close();
            bool isSilent = false;
            using var silence = new Timer(
                _ =>
                {
                    Volatile.Write(ref isSilent, true);
                    Kill(process);
                },
                null,
                Patience,
                Timeout.InfiniteTimeSpan);
            Task<string> error = process.StandardError.ReadToEndAsync(CancellationToken.None);
            using var output = new MemoryStream();
            byte[] buffer = new byte[64 * 1024];
            while (process.StandardOutput.BaseStream.Read(buffer) is > 0 and var count)
            {
                output.Write(buffer, 0, count);
                silence.Change(Patience, Timeout.InfiniteTimeSpan);
            }

            process.WaitForExit();
            silence.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            cancellation.ThrowIfCancellationRequested();
            if (Volatile.Read(ref isSilent))
            {
                throw new GitException($"git {args[0]} gave no answer within {Patience.TotalSeconds} seconds");
            }

            return (process.ExitCode, output.ToArray(), error.GetAwaiter().GetResult());
        }
        catch (Win32Exception exception)
        {
            throw CannotStart(exception);
        }
    }

    private static void Kill(Process process)
    {
        try
        {
            process.Kill();
        }
        catch (InvalidOperationException)
        {
            // It has ended at the same moment.
        }
    }

    private static GitException CannotStart(Exception? cause) =>
        new("git cannot be started; it must be installed, and an absolute folder of the PATH must hold it", cause);
}
