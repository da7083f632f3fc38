using System.Globalization;
using PromRuleLint.Diagnostics;
using TextWriter = System.IO.TextWriter;

namespace PromRuleLint.Reporting;

/// <summary>Findings one a line, as compilers of the Unix world write them: <c>file:line:column: error PRL1001 [yaml-syntax] message</c>.</summary>
public static class CompactReport
{
    /// <summary>Writes the findings in the order given.</summary>
    public static void Write(TextWriter writer, IEnumerable<Diagnostic> diagnostics)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(diagnostics);
        foreach (Diagnostic diagnostic in diagnostics)
        {
            string place = diagnostic.Location.Source.Text.Length == 0 ? ""
                : string.Create(CultureInfo.InvariantCulture, $":{diagnostic.Location.Start.Line}:{diagnostic.Location.Start.Column}");
            writer.WriteLine($"{VisibleText.OneLine(diagnostic.Location.Path)}{place}: {SeverityWords.For(diagnostic.Severity)} {diagnostic.Id} [{diagnostic.Descriptor.Name}] {VisibleText.OneLine(diagnostic.Message + OtherPlaces.Describe(diagnostic))}");
        }
    }
}
