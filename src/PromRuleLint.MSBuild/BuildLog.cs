using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;
using PromRuleLint.Diagnostics;
using PromRuleLint.Reporting;
using PromRuleLint.Text;

namespace PromRuleLint.MSBuild;

/// <summary>Logs findings as errors, warnings and messages of a build.</summary>
internal static class BuildLog
{
    /// <summary>
    /// Logs a finding with its place. The first steps of the argument stand in its text, for the terminal logger shows nothing
    /// else; all of them follow as messages of normal importance, which a binary log keeps.
    /// </summary>
    public static void LogFinding(TaskLoggingHelper log, Diagnostic diagnostic, BuildPlaces places)
    {
        // Terminals show no help link of their own, so it stands in the message too, as the compiler's do.
        string? link = diagnostic.Descriptor.HelpLinkUri is { Length: > 0 } url ? url : null;
        string text = VisibleText.OneLine(diagnostic.Message + OtherPlaces.Describe(diagnostic));
        string message = link is null ? text : $"{text} ({link})";
        string path = VisibleText.OneLine(places.FullPath(diagnostic.Location.Path));
        LineColumn start = diagnostic.Location.Start;
        LineColumn end = diagnostic.Location.End;

        // No arguments follow a message: braces in it are then left as they are.
        switch (diagnostic.Severity)
        {
            case DiagnosticSeverity.Error:
                log.LogError(null, diagnostic.Id, null, link, path, start.Line, start.Column, end.Line, end.Column, message);
                break;
            case DiagnosticSeverity.Warning:
                log.LogWarning(null, diagnostic.Id, null, link, path, start.Line, start.Column, end.Line, end.Column, message);
                break;
            default:
                log.LogMessage(null, diagnostic.Id, null, path, start.Line, start.Column, end.Line, end.Column, MessageImportance.Normal, message);
                break;
        }

        foreach (AdditionalLocation related in diagnostic.AdditionalLocations)
        {
            start = related.Location.Start;
            end = related.Location.End;
            log.LogMessage(null, diagnostic.Id, null, VisibleText.OneLine(places.FullPath(related.Location.Path)), start.Line, start.Column, end.Line, end.Column, MessageImportance.Normal, VisibleText.OneLine(related.Message));
        }
    }
}
