using System.Globalization;
using PromRuleLint.Diagnostics;
using PromRuleLint.Text;
using TextWriter = System.IO.TextWriter;

namespace PromRuleLint.Reporting;

/// <summary>Findings in MSBuild's canonical form, one a line: <c>file(line,column,endLine,endColumn): error PRL1001: message [link]</c>.</summary>
public static class MSBuildReport
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

    /// <summary>One finding; of a file without text there is no place, only the file.</summary>
    public static string Format(Diagnostic diagnostic)
    {
        ArgumentNullException.ThrowIfNull(diagnostic);
        string place = " ";
        if (diagnostic.Location.Source.Text.Length > 0)
        {
            LineColumn start = diagnostic.Location.Start;
            LineColumn end = diagnostic.Location.End;
            place = string.Create(CultureInfo.InvariantCulture, $"({start.Line},{start.Column},{end.Line},{end.Column})");
        }

        // MSBuild knows two categories; the third is written as compilers do.
        string category = diagnostic.Severity switch
        {
            DiagnosticSeverity.Error => "error",
            DiagnosticSeverity.Warning => "warning",
            _ => "info",
        };
        string link = diagnostic.Descriptor.HelpLinkUri is { Length: > 0 } url ? $" [{url}]" : "";
        return $"{VisibleText.OneLine(diagnostic.Location.Path)}{place}: {category} {diagnostic.Id}: {VisibleText.OneLine(diagnostic.Message + OtherPlaces.Describe(diagnostic))}{link}";
    }
}
