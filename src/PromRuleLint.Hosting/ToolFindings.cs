using System.Globalization;
using PromRuleLint.Diagnostics;
using PromRuleLint.Text;

namespace PromRuleLint.Hosting;

/// <summary>Findings of hosts.</summary>
internal static class ToolFindings
{
    public static Diagnostic UnreadableFile(string path, string reason) => At(ToolDiagnostics.UnreadableFile, path, reason);

    /// <summary>Of a file that another one names: there, with its name.</summary>
    public static Diagnostic UnreadableFile(FoundFile file, string reason) =>
        file.NamedAt is { } place
            ? new Diagnostic(ToolDiagnostics.UnreadableFile, place, $"The file '{file.DisplayPath}' cannot be read: {reason}")
            : UnreadableFile(file.DisplayPath, reason);

    public static Diagnostic NoFilesMatched(string pattern) => At(ToolDiagnostics.NoFilesMatched, pattern, pattern);

    public static Diagnostic CheckAssemblyFailure(string path, string reason) => At(ToolDiagnostics.CheckAssemblyFailure, path, Path.GetFileName(path), reason);

    private static Diagnostic At(DiagnosticDescriptor descriptor, string path, params ReadOnlySpan<object?> arguments) =>
        new(descriptor, new Location(new SourceText(path, ""), default), string.Format(CultureInfo.InvariantCulture, descriptor.MessageFormat, arguments));
}
