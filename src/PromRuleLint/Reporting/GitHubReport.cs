using System.Globalization;
using PromRuleLint.Diagnostics;
using PromRuleLint.Text;
using TextWriter = System.IO.TextWriter;

namespace PromRuleLint.Reporting;

/// <summary>Findings as workflow commands of GitHub Actions, which show them beside the changed lines: <c>::error file=…,line=…::message</c>.</summary>
public static class GitHubReport
{
    /// <summary>Writes the findings in the order given.</summary>
    public static void Write(TextWriter writer, IEnumerable<Diagnostic> diagnostics)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(diagnostics);
        foreach (Diagnostic diagnostic in diagnostics)
        {
            writer.WriteLine(Format(diagnostic));
        }
    }

    private static string Format(Diagnostic diagnostic)
    {
        string command = diagnostic.Severity switch
        {
            DiagnosticSeverity.Error => "error",
            DiagnosticSeverity.Warning => "warning",
            _ => "notice",
        };
        string place = "";
        if (diagnostic.Location.Source.Text.Length > 0)
        {
            LineColumn start = diagnostic.Location.Start;
            LineColumn end = diagnostic.Location.End;

            // GitHub takes columns only where the range is on one line.
            place = start.Line == end.Line
                ? string.Create(CultureInfo.InvariantCulture, $",line={start.Line},col={start.Column},endColumn={end.Column}")
                : string.Create(CultureInfo.InvariantCulture, $",line={start.Line},endLine={end.Line}");
        }

        string link = diagnostic.Descriptor.HelpLinkUri is { Length: > 0 } url ? $"\n{url}" : "";
        return $"::{command} file={Property(VisibleText.OneLine(diagnostic.Location.Path))}{place},title={Property(VisibleText.OneLine($"{diagnostic.Id} {diagnostic.Descriptor.Name}"))}::{Data(VisibleText.Lines(diagnostic.Message + OtherPlaces.Describe(diagnostic)) + link)}";
    }

    private static string Data(string text) =>
        text.Replace("%", "%25", StringComparison.Ordinal).Replace("\r", "%0D", StringComparison.Ordinal).Replace("\n", "%0A", StringComparison.Ordinal);

    private static string Property(string text) =>
        Data(text).Replace(":", "%3A", StringComparison.Ordinal).Replace(",", "%2C", StringComparison.Ordinal);
}
