using System.Globalization;
using System.Xml;
using PromRuleLint.Testing;
using TextWriter = System.IO.TextWriter;

namespace PromRuleLint.Reporting.Testing;

/// <summary>What unit tests gave, as JUnit XML: a suite a file, a case a test.</summary>
public static class TestJUnitReport
{
    /// <summary>Writes the files in the order given.</summary>
    public static void Write(TextWriter writer, IReadOnlyCollection<TestedFile> files)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(files);
        using (XmlWriter xml = TestXml.Create(writer))
        {
            xml.WriteStartElement("testsuites");
            foreach (TestedFile file in files)
            {
                WriteSuite(xml, file);
            }

            xml.WriteEndElement();
        }

        writer.WriteLine();
    }

    private static void WriteSuite(XmlWriter xml, TestedFile file)
    {
        TestFileOutcome outcome = file.Outcome;
        xml.WriteStartElement("testsuite");
        xml.WriteAttributeString("name", TestXml.Clean(file.Path));
        xml.WriteAttributeString("tests", XmlConvert.ToString(outcome.Tests.Length + (outcome.Failures.IsEmpty ? 0 : 1)));
        xml.WriteAttributeString("failures", XmlConvert.ToString(outcome.Tests.Count(static test => !test.Passed)));
        xml.WriteAttributeString("errors", XmlConvert.ToString(outcome.Failures.IsEmpty ? 0 : 1));
        xml.WriteAttributeString("time", file.Duration.TotalSeconds.ToString("0.000", CultureInfo.InvariantCulture));
        if (!outcome.Failures.IsEmpty)
        {
            xml.WriteStartElement("testcase");
            xml.WriteAttributeString("classname", TestXml.Clean(file.Path));
            xml.WriteAttributeString("name", "load");
            WriteFailures(xml, "error", file, outcome.Failures);
            xml.WriteEndElement();
        }

        foreach (TestOutcome test in outcome.Tests)
        {
            xml.WriteStartElement("testcase");
            xml.WriteAttributeString("classname", TestXml.Clean(file.Path));
            xml.WriteAttributeString("name", TestXml.Clean(test.Name));
            xml.WriteAttributeString("file", TestXml.Clean(file.Path));
            xml.WriteAttributeString("line", XmlConvert.ToString(outcome.File.Source.GetPosition(test.Test.Range.Start).Line));
            WriteFailures(xml, "failure", file, test.Failures);
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }

    private static void WriteFailures(XmlWriter xml, string element, TestedFile file, IEnumerable<TestFailure> failures)
    {
        foreach (TestFailure failure in failures)
        {
            xml.WriteStartElement(element);
            xml.WriteAttributeString("message", TestXml.Clean(failure.Message));
            xml.WriteString(TestXml.Details(file, failure));
            xml.WriteEndElement();
        }
    }
}
