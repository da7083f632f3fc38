using System.Xml;
using PromRuleLint.Diagnostics;
using TextWriter = System.IO.TextWriter;

namespace PromRuleLint.Reporting;

/// <summary>
/// Findings as JUnit XML, for servers that show tests: a finding is a test case, failed where it is a warning or an error.
/// Without findings there is one test case that passed.
/// </summary>
public static class JUnitReport
{
    /// <summary>Writes the findings in the order given.</summary>
    public static void Write(TextWriter writer, IReadOnlyCollection<Diagnostic> diagnostics)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(diagnostics);
        int failures = diagnostics.Count(static each => each.Severity >= DiagnosticSeverity.Warning);
        using (var xml = XmlWriter.Create(writer, XmlText.Settings))
        {
            xml.WriteStartElement("testsuites");
            xml.WriteStartElement("testsuite");
            xml.WriteAttributeString("name", "promrulelint");
            xml.WriteAttributeString("tests", XmlConvert.ToString(Math.Max(1, diagnostics.Count)));
            xml.WriteAttributeString("failures", XmlConvert.ToString(failures));
            xml.WriteAttributeString("errors", "0");
            foreach (Diagnostic diagnostic in diagnostics)
            {
                WriteCase(xml, diagnostic);
            }

            if (diagnostics.Count == 0)
            {
                xml.WriteStartElement("testcase");
                xml.WriteAttributeString("classname", "promrulelint");
                xml.WriteAttributeString("name", "lint");
                xml.WriteEndElement();
            }

            xml.WriteEndElement();
            xml.WriteEndElement();
        }

        writer.WriteLine();
    }

    private static void WriteCase(XmlWriter xml, Diagnostic diagnostic)
    {
        string place = diagnostic.Location.Source.Text.Length > 0 ? $":{diagnostic.Location.Start}" : "";
        string path = XmlText.OneLine(diagnostic.Location.Path);
        xml.WriteStartElement("testcase");
        xml.WriteAttributeString("classname", path);
        xml.WriteAttributeString("name", $"{diagnostic.Id} {diagnostic.Descriptor.Name} {path}{place}");
        xml.WriteAttributeString("file", path);
        if (place.Length > 0)
        {
            xml.WriteAttributeString("line", XmlConvert.ToString(diagnostic.Location.Start.Line));
        }

        if (diagnostic.Severity >= DiagnosticSeverity.Warning)
        {
            xml.WriteStartElement("failure");
            xml.WriteAttributeString("type", SeverityWords.For(diagnostic.Severity));
            xml.WriteAttributeString("message", XmlText.OneLine(diagnostic.Message));
        }
        else
        {
            xml.WriteStartElement("system-out");
        }

        xml.WriteString(XmlText.OneLine(MSBuildReport.Format(diagnostic)));
        xml.WriteEndElement();
        xml.WriteEndElement();
    }
}
