using System.Text;
using PromRuleLint.Tool;

namespace PromRuleLint.Hostile;

/// <summary>A run of the command line in this process.</summary>
internal static class CommandRun
{
    /// <summary>What does not hold of a run; null where all does.</summary>
    /// <param name="folder">The working folder.</param>
    /// <param name="arguments">The arguments.</param>
    /// <param name="secret">What may not be shown.</param>
    /// <param name="cancellation">Ends it.</param>
    public static string? Violated(string folder, string[] arguments, string secret, CancellationToken cancellation)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter { NewLine = "\n" };
        using var console = new ToolConsole(static () => Stream.Null, output, error, folder) { Cancellation = cancellation };
        int exitCode = ToolProgram.Run(arguments, console);
        string text = output.ToString() + error;
        return cancellation.IsCancellationRequested ? "it takes too long"
            : exitCode is < 0 or > 4 || text.Contains("internal error", StringComparison.Ordinal) ? $"it ended with {exitCode}: {error}"
            : text.Contains(secret, StringComparison.Ordinal) ? "a line of a file outside is shown"
            : text.EnumerateRunes().FirstOrDefault(static rune => rune.Value != '\n' && rune.Value != '\t' && (Rune.IsControl(rune) || rune.Value is 0x202E or 0x200B)) is { Value: > 0 } raw ? $"U+{raw.Value:X4} is shown raw"
            : null;
    }
}
