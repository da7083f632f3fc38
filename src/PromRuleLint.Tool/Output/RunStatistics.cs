using System.Diagnostics;
using System.Globalization;
using PromRuleLint.Hosting;

namespace PromRuleLint.Tool.Output;

/// <summary>How much a run read, and what it took: the line of <c>--stats</c>.</summary>
internal static class RunStatistics
{
    public static void Write(ToolConsole console, LintResult result, long started)
    {
        long characters = result.Files.Sum(static file => (long)file.Input.Source.Text.Length);
        long lines = result.Files.Sum(static file => (long)file.Input.Source.LineCount);
        using var process = Process.GetCurrentProcess();
        console.Error.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{result.FileCount:N0} {(result.FileCount == 1 ? "file" : "files")}, {lines:N0} lines, {characters:N0} characters; {console.Clock.GetElapsedTime(started).TotalSeconds:0.00} s, {process.TotalProcessorTime.TotalSeconds:0.00} s of CPU time, {process.PeakWorkingSet64 / 1e6:0} MB at most"));
    }
}
