using System.Text;
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
        int failures = diagnostics.Count(static each => each.Severity >= Severity.Warning);
        using (var xml = XmlWriter.Create(writer, new XmlWriterSettings { Indent = true, NewLineChars = "\n", OmitXmlDeclaration = true }))
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
        string path = Xml(diagnostic.Location.Path);
        xml.WriteStartElement("testcase");
        xml.WriteAttributeString("classname", path);
        xml.WriteAttributeString("name", $"{diagnostic.Id} {diagnostic.Descriptor.Name} {path}{place}");
        if (diagnostic.Severity >= Severity.Warning)
        {
            xml.WriteStartElement("failure");
            xml.WriteAttributeString("type", SeverityWords.For(diagnostic.Severity));
            xml.WriteAttributeString("message", Xml(diagnostic.Message));
        }
        else
        {
            xml.WriteStartElement("system-out");
        }

        xml.WriteString(Xml(MSBuildReport.Format(diagnostic)));
        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    // XML cannot hold every character, not even escaped.
    private static string Xml(string text)
    {
        string visible = VisibleText.OneLine(text);
        var result = new StringBuilder(visible.Length);
        foreach (Rune rune in visible.EnumerateRunes())
        {
            result.Append(rune.Value is 0xFFFE or 0xFFFF ? "\uFFFD" : rune.ToString());
        }

        return result.ToString();
    }
}
