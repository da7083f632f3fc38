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

    /// <summary>Of a glob in <c>rule_files</c>.</summary>
    /// <param name="place">The entry.</param>
    /// <param name="pattern">What it stands for here.</param>
    /// <param name="consequence">What comes of it.</param>
    public static Diagnostic NoRuleFilesMatched(Location place, string pattern, string consequence)
    {
        string entry = place.Source.Text[place.Range.Start..place.Range.End].Trim('"', '\'');
        string here = pattern == entry || entry.Length == 0 ? "" : $", which is '{pattern}' here";
        string remedy = entry.StartsWith('/') && here.Length == 0 ? "say with path_map where the folder is here" : "correct the pattern";
        return new Diagnostic(ToolDiagnostics.NoFilesMatched, place, $"No rule file matches '{entry}'{here}; {consequence}; {remedy}");
    }

    public static Diagnostic NoVolumes(Location place, string path) =>
        new(ToolDiagnostics.InvalidConfiguration, place, $"'{path}' maps no folder of this machine into a container; name a compose file with such 'volumes', or map the folders themselves: {{/etc/prometheus: prometheus}}");

    public static Diagnostic CheckAssemblyFailure(string path, string reason) => At(ToolDiagnostics.CheckAssemblyFailure, path, Path.GetFileName(path), reason);

    public static Diagnostic LinkOutside(string path) => At(ToolDiagnostics.OutsideRoot, path, "This link leads out of the folder that is searched and is not followed");

    public static Diagnostic MoreLinksOutside(string path, int count) => At(ToolDiagnostics.OutsideRoot, path, $"{count} more links lead out of the folder that is searched and are not followed");

    /// <summary>Of an entry of a file that names files.</summary>
    /// <param name="place">The entry.</param>
    /// <param name="refusal">What was found where it leads.</param>
    public static Diagnostic EntryOutside(Location place, string refusal)
    {
        string entry = place.Range.In(place.Source.Text).ToString().Trim(' ', '"', '\'');
        string intro = ToolDiagnostics.UnreadableFile.MessageFormat[..ToolDiagnostics.UnreadableFile.MessageFormat.IndexOf("{0}", StringComparison.Ordinal)];
        string reason = refusal.StartsWith(intro, StringComparison.Ordinal) ? refusal[intro.Length..] : refusal;
        return new(ToolDiagnostics.OutsideRoot, place, string.Format(CultureInfo.InvariantCulture, ToolDiagnostics.OutsideRoot.MessageFormat, $"'{entry}' is not read: {reason}"));
    }

    public static Diagnostic SearchEnded(string path) => At(ToolDiagnostics.UnreadableFile, path, $"the search was ended after {SearchBudget.MaxEntries} files and folders");

    public static Diagnostic UntrustedChecks(Location place) => new(ToolDiagnostics.UntrustedChecks, place, ToolDiagnostics.UntrustedChecks.MessageFormat);

    private static Diagnostic At(DiagnosticDescriptor descriptor, string path, params ReadOnlySpan<object?> arguments) =>
        new(descriptor, new Location(new SourceText(path, ""), default), string.Format(CultureInfo.InvariantCulture, descriptor.MessageFormat, arguments));
}
