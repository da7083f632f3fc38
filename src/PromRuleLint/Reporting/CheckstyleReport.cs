using System.Xml;
using PromRuleLint.Diagnostics;
using TextWriter = System.IO.TextWriter;

namespace PromRuleLint.Reporting;

/// <summary>Findings as Checkstyle XML (format 4.3), which most CI servers read. Files stand in the order of their first finding.</summary>
public static class CheckstyleReport
{
    /// <summary>Writes the findings, those of one file together.</summary>
    public static void Write(TextWriter writer, IEnumerable<Diagnostic> diagnostics)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(diagnostics);
        using (var xml = XmlWriter.Create(writer, XmlText.Settings))
        {
            xml.WriteStartElement("checkstyle");
            xml.WriteAttributeString("version", "4.3");
            foreach (IGrouping<string, Diagnostic> file in diagnostics.GroupBy(static each => each.Location.Path, StringComparer.Ordinal))
            {
                xml.WriteStartElement("file");
                xml.WriteAttributeString("name", XmlText.OneLine(file.Key));
                foreach (Diagnostic diagnostic in file)
                {
                    WriteError(xml, diagnostic);
                }

                xml.WriteEndElement();
            }

            xml.WriteEndElement();
        }

        writer.WriteLine();
    }

    private static void WriteError(XmlWriter xml, Diagnostic diagnostic)
    {
        xml.WriteStartElement("error");
        if (diagnostic.Location.Source.Text.Length > 0)
        {
            xml.WriteAttributeString("line", XmlConvert.ToString(diagnostic.Location.Start.Line));
            xml.WriteAttributeString("column", XmlConvert.ToString(diagnostic.Location.Start.Column));
        }

        xml.WriteAttributeString("severity", diagnostic.Severity switch
        {
            DiagnosticSeverity.Error => "error",
            DiagnosticSeverity.Warning => "warning",
            _ => "info",
        });
        xml.WriteAttributeString("message", XmlText.OneLine($"{diagnostic.Id}: {diagnostic.Message}{OtherPlaces.Describe(diagnostic)}"));
        xml.WriteAttributeString("source", $"promrulelint.{diagnostic.Descriptor.Name}");
        xml.WriteEndElement();
    }
}
