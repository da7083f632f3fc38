using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;
using PromRuleLint.Diagnostics;
using PromRuleLint.Reporting;
using PromRuleLint.Text;

namespace PromRuleLint.MSBuild;

/// <summary>Logs findings as errors, warnings and messages of a build.</summary>
internal static class BuildLog
{
    /// <summary>Logs a finding with its place; reasons follow as messages.</summary>
    public static void LogFinding(TaskLoggingHelper log, Diagnostic diagnostic, Severity severity)
    {
        if (severity == Severity.None)
        {
            return;
        }

        // Terminals show no help link of their own, so it stands in the message too, as the compiler's do.
        string? link = diagnostic.Descriptor.HelpLink is { Length: > 0 } url ? url : null;
        string text = VisibleText.OneLine(diagnostic.Message);
        string message = link is null ? text : $"{text} ({link})";
        string path = VisibleText.OneLine(diagnostic.Location.Path);
        LinePosition start = diagnostic.Location.Start;
        LinePosition end = diagnostic.Location.End;

        // No arguments follow a message: braces in it are then left as they are.
        switch (severity)
        {
            case Severity.Error:
                log.LogError(null, diagnostic.Id, null, link, path, start.Line, start.Column, end.Line, end.Column, message);
                break;
            case Severity.Warning:
                log.LogWarning(null, diagnostic.Id, null, link, path, start.Line, start.Column, end.Line, end.Column, message);
                break;
            default:
                log.LogMessage(null, diagnostic.Id, null, path, start.Line, start.Column, end.Line, end.Column, MessageImportance.Normal, message);
                break;
        }

        MessageImportance importance = severity == Severity.Information ? MessageImportance.Normal : MessageImportance.High;
        foreach (RelatedLocation related in diagnostic.Related)
        {
            start = related.Location.Start;
            end = related.Location.End;
            log.LogMessage(null, diagnostic.Id, null, VisibleText.OneLine(related.Location.Path), start.Line, start.Column, end.Line, end.Column, importance, VisibleText.OneLine(related.Message));
        }
    }
}
