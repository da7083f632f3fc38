using System.ComponentModel;
using System.Diagnostics;
using System.Text;

namespace PromRuleLint.Hosting.Git;

/// <summary>Runs git as a process. Arguments are handed over one by one; no shell sees them.</summary>
internal static class GitProcess
{
    /// <summary>Runs git to its end.</summary>
    /// <param name="folder">In which folder.</param>
    /// <param name="cancellation">Ends the process early.</param>
    /// <param name="args">The arguments.</param>
    /// <returns>The exit code and what it wrote to standard output and standard error.</returns>
    /// <exception cref="GitException">git cannot be started.</exception>
    /// <exception cref="OperationCanceledException">The run was ended early.</exception>
    public static (int ExitCode, byte[] Output, string Error) Run(string folder, CancellationToken cancellation, params string[] args)
    {
        var start = new ProcessStartInfo("git", args)
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

        // Its errors are looked at.
        start.Environment["LC_ALL"] = "C";
        try
        {
            using Process process = Process.Start(start)!;
            using CancellationTokenRegistration kill = cancellation.Register(static started => ((Process)started!).Kill(), process);
            process.StandardInput.Close();
            Task<string> error = process.StandardError.ReadToEndAsync(CancellationToken.None);
            using var output = new MemoryStream();
            process.StandardOutput.BaseStream.CopyTo(output);
            process.WaitForExit();
            cancellation.ThrowIfCancellationRequested();
            return (process.ExitCode, output.ToArray(), error.GetAwaiter().GetResult());
        }
        catch (Win32Exception exception)
        {
            throw new GitException("git cannot be started; it must be installed and on the PATH", exception);
        }
    }
}
