using System.ComponentModel;
using System.Diagnostics;
using PromRuleLint.Hosting;

namespace PromRuleLint.Operations.Reloading;

/// <summary>The reference's own checker, where it is installed.</summary>
/// <param name="Path">Its full path.</param>
internal sealed record Promtool(string Path)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    /// <summary>The promtool of the PATH; null where there is none.</summary>
    public static Promtool? Find() => ProgramFinder.Find("promtool") is { } path ? new Promtool(path) : null;

    /// <summary>Runs a command, such as <c>check rules FILE…</c>.</summary>
    /// <returns>Null where it passed; else what it said.</returns>
    /// <exception cref="IOException">It cannot be started or does not end.</exception>
    public string? Run(IEnumerable<string> arguments)
    {
        try
        {
            using Process process = Process.Start(new ProcessStartInfo(Path, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
            Task<string> error = process.StandardError.ReadToEndAsync();
            Task<string> output = process.StandardOutput.ReadToEndAsync();
            if (!process.WaitForExit(Patience))
            {
                process.Kill();
                throw new IOException($"'{Path}' does not end");
            }

            string said = (output.GetAwaiter().GetResult() + error.GetAwaiter().GetResult()).Trim();
            return process.ExitCode == 0 ? null : said.Length > 0 ? said : $"it ended with {process.ExitCode}";
        }
        catch (Win32Exception exception)
        {
            throw new IOException($"'{Path}' cannot be started: {exception.Message}");
        }
    }
}
