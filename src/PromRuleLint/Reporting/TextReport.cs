using System.Globalization;
using PromRuleLint.Diagnostics;
using PromRuleLint.Text;
using TextWriter = System.IO.TextWriter;

namespace PromRuleLint.Reporting;

/// <summary>
/// Findings for people: what is wrong, the lines of the file with the exact range underlined, and because of what, each
/// place with lines of its own. Control characters of the file or its name never reach the terminal.
/// </summary>
public static class TextReport
{
    /// <summary>Writes the findings in the order given.</summary>
    public static void Write(TextWriter writer, IReadOnlyCollection<Diagnostic> diagnostics, TextReportOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(diagnostics);
        options ??= new TextReportOptions();
        var ansi = new AnsiWriter(writer, options.UseColor);
        var frame = new CodeFrame(ansi);
        HashSet<(string, SourceRange, string)>? shown = options.IsVerbose ? null : [];
        foreach (Diagnostic diagnostic in diagnostics)
        {
            Write(ansi, frame, diagnostic, shown);
        }

        if (options.FileCount is { } files)
        {
            WriteSummary(ansi, diagnostics, files);
        }
    }

    /// <summary>How many other places of a finding are shown with their lines.</summary>
    private const int MaxRepeated = 4;

    // Of a folded chain: so many steps with their lines, then so many in one line each.
    private const int MaxFramed = 2;
    private const int MaxSteps = 6;

    internal static AnsiStyle StyleOf(DiagnosticSeverity severity) => severity switch
    {
        DiagnosticSeverity.Error => AnsiStyle.Error,
        DiagnosticSeverity.Warning => AnsiStyle.Warning,
        _ => AnsiStyle.Information,
    };

    private static void Write(AnsiWriter ansi, CodeFrame frame, Diagnostic diagnostic, HashSet<(string, SourceRange, string)>? shown)
    {
        ansi.Write(StyleOf(diagnostic.Severity), SeverityWords.For(diagnostic.Severity), " ", diagnostic.Id);
        ansi.Write(AnsiStyle.Dim, " ", diagnostic.Descriptor.Name);
        ansi.Write(AnsiStyle.Strong, ": ", VisibleText.OneLine(diagnostic.Message));
        ansi.WriteLine();
        frame.Write(diagnostic.Location, StyleOf(diagnostic.Severity));
        int repeated = diagnostic.Repeated.Length;
        WriteChain(ansi, frame, diagnostic.AdditionalLocations.AsSpan()[..^repeated], shown);
        int more = Math.Max(0, repeated - MaxRepeated);
        foreach (AdditionalLocation related in diagnostic.AdditionalLocations.AsSpan()[^repeated..^more])
        {
            WriteFramed(ansi, frame, related);
        }

        if (more > 0)
        {
            WriteNote(ansi, $"the same at {more.ToString(CultureInfo.InvariantCulture)} more {(more == 1 ? "place" : "places")}; --all reports each");
        }

        if (!diagnostic.Assumptions.IsEmpty)
        {
            WriteNote(ansi, $"assumed: {string.Join("; ", diagnostic.Assumptions.Select(static assumption => $"{assumption.Description} ({assumption.Name})"))}");
        }

        if (diagnostic.Descriptor.HelpLinkUri is { Length: > 0 } link)
        {
            // The command works without a network, and for a version that is not the newest.
            ansi.Write(AnsiStyle.Dim, "help: promrulelint explain ", diagnostic.Id, ", ", link);
            ansi.WriteLine();
        }

        ansi.WriteLine();
    }

    // The reasons of a finding; null for 'shown' to give each its lines, else those that the report has shown so far.
    private static void WriteChain(AnsiWriter ansi, CodeFrame frame, ReadOnlySpan<AdditionalLocation> chain, HashSet<(string, SourceRange, string)>? shown)
    {
        int written = 0;
        bool isKnown = false;
        for (int i = 0; i < chain.Length; i++)
        {
            bool wasKnown = isKnown;
            isKnown = shown?.Contains(KeyOf(chain[i])) == true;
            if (isKnown && wasKnown)
            {
                continue;
            }

            if (shown is not null && written == MaxSteps && chain.Length - i > 1)
            {
                WriteNote(ansi, $"{(chain.Length - i).ToString(CultureInfo.InvariantCulture)} more reasons; --verbose shows all");
                return;
            }

            shown?.Add(KeyOf(chain[i]));
            if (shown is null || (written < MaxFramed && !isKnown))
            {
                WriteFramed(ansi, frame, chain[i]);
            }
            else
            {
                string above = isKnown && i + 1 < chain.Length && shown.Contains(KeyOf(chain[i + 1])) ? ", as shown above" : "";
                WriteNote(ansi, VisibleText.OneLine($"{chain[i].Message} ({chain[i].Location}){above}"));
            }

            written++;
        }
    }

    private static (string Path, SourceRange Range, string Message) KeyOf(AdditionalLocation step) => (step.Location.Path, step.Location.Range, step.Message);

    private static void WriteFramed(AnsiWriter ansi, CodeFrame frame, AdditionalLocation related)
    {
        WriteNote(ansi, VisibleText.OneLine(related.Message));
        frame.Write(related.Location, AnsiStyle.Note);
    }

    private static void WriteNote(AnsiWriter ansi, string text)
    {
        ansi.Write(AnsiStyle.Note, "note");
        ansi.Write(": ");
        ansi.Write(text);
        ansi.WriteLine();
    }

    private static void WriteSummary(AnsiWriter ansi, IReadOnlyCollection<Diagnostic> diagnostics, int files)
    {
        var parts = new List<(DiagnosticSeverity Severity, string Text)>();
        foreach ((DiagnosticSeverity severity, string one, string many) in new[] { (DiagnosticSeverity.Error, "error", "errors"), (DiagnosticSeverity.Warning, "warning", "warnings"), (DiagnosticSeverity.Info, "for information", "for information") })
        {
            int count = diagnostics.Count(diagnostic => diagnostic.Severity == severity);
            if (count > 0)
            {
                parts.Add((severity, $"{count.ToString(CultureInfo.InvariantCulture)} {(count == 1 ? one : many)}"));
            }
        }

        string where = files == 1 ? "1 file" : $"{files.ToString(CultureInfo.InvariantCulture)} files";
        if (parts.Count == 0)
        {
            ansi.Write(AnsiStyle.Good, $"Nothing found in {where}.");
            ansi.WriteLine();
            return;
        }

        for (int i = 0; i < parts.Count; i++)
        {
            ansi.Write(i == 0 ? "" : ", ");
            ansi.Write(StyleOf(parts[i].Severity), parts[i].Text);
        }

        ansi.Write($" in {where}.");
        ansi.WriteLine();
    }
}
