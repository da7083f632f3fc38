using System.Xml;
using PromRuleLint.Testing;
using TextWriter = System.IO.TextWriter;

namespace PromRuleLint.Reporting.Testing;

/// <summary>What unit tests gave, in the format of Visual Studio's test results (TRX).</summary>
public static class TestTrxReport
{
    private const string Namespace = "http://microsoft.com/schemas/VisualStudio/TeamTest/2010";
    private const string ListId = "8c84fa94-04c1-424b-9868-57a2d4851a1d";
    private const string TestType = "13cdc9d9-ddb5-4fa4-a97d-d965ccfc6d4b";

    /// <summary>Writes the files in the order given.</summary>
    public static void Write(TextWriter writer, IReadOnlyCollection<TestedFile> files)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(files);
        List<Case> cases = [.. files.SelectMany(CasesOf)];
        using (XmlWriter xml = TestXml.Create(writer))
        {
            xml.WriteStartElement("TestRun", Namespace);
            xml.WriteAttributeString("id", TestXml.Id("run"));
            xml.WriteAttributeString("name", "promrulelint test");
            WriteResults(xml, cases);
            WriteDefinitions(xml, cases);
            WriteEntries(xml, cases);
            WriteSummary(xml, cases);
            xml.WriteEndElement();
        }

        writer.WriteLine();
    }

    private static IEnumerable<Case> CasesOf(TestedFile file)
    {
        if (!file.Outcome.Failures.IsEmpty)
        {
            yield return new Case($"{file.Path}: load", file, [.. file.Outcome.Failures]);
        }

        int index = 0;
        foreach (TestOutcome test in file.Outcome.Tests)
        {
            yield return new Case($"{file.Path}: {test.Name}", file, [.. test.Failures]) { Index = index++ };
        }
    }

    private static void WriteResults(XmlWriter xml, List<Case> cases)
    {
        xml.WriteStartElement("Results");
        foreach (Case each in cases)
        {
            xml.WriteStartElement("UnitTestResult");
            xml.WriteAttributeString("executionId", each.ExecutionId);
            xml.WriteAttributeString("testId", each.Id);
            xml.WriteAttributeString("testName", TestXml.Clean(each.Name));
            xml.WriteAttributeString("computerName", "promrulelint");
            xml.WriteAttributeString("testType", TestType);
            xml.WriteAttributeString("outcome", each.Failures.Count == 0 ? "Passed" : "Failed");
            xml.WriteAttributeString("testListId", ListId);
            if (each.Failures.Count > 0)
            {
                xml.WriteStartElement("Output");
                xml.WriteStartElement("ErrorInfo");
                xml.WriteElementString("Message", TestXml.Clean(string.Join(" ", each.Failures.Select(static failure => failure.Message))));
                xml.WriteElementString("StackTrace", string.Join("\n", each.Failures.Select(failure => TestXml.Details(each.File, failure))));
                xml.WriteEndElement();
                xml.WriteEndElement();
            }

            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }

    private static void WriteDefinitions(XmlWriter xml, List<Case> cases)
    {
        xml.WriteStartElement("TestDefinitions");
        foreach (Case each in cases)
        {
            xml.WriteStartElement("UnitTest");
            xml.WriteAttributeString("name", TestXml.Clean(each.Name));
            xml.WriteAttributeString("storage", TestXml.Clean(each.File.Path));
            xml.WriteAttributeString("id", each.Id);
            xml.WriteStartElement("Execution");
            xml.WriteAttributeString("id", each.ExecutionId);
            xml.WriteEndElement();
            xml.WriteStartElement("TestMethod");
            xml.WriteAttributeString("codeBase", TestXml.Clean(each.File.Path));
            xml.WriteAttributeString("className", TestXml.Clean(each.File.Path));
            xml.WriteAttributeString("name", TestXml.Clean(each.Name));
            xml.WriteEndElement();
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }

    private static void WriteEntries(XmlWriter xml, List<Case> cases)
    {
        xml.WriteStartElement("TestEntries");
        foreach (Case each in cases)
        {
            xml.WriteStartElement("TestEntry");
            xml.WriteAttributeString("testId", each.Id);
            xml.WriteAttributeString("executionId", each.ExecutionId);
            xml.WriteAttributeString("testListId", ListId);
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
        xml.WriteStartElement("TestLists");
        xml.WriteStartElement("TestList");
        xml.WriteAttributeString("name", "Results Not in a List");
        xml.WriteAttributeString("id", ListId);
        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    private static void WriteSummary(XmlWriter xml, List<Case> cases)
    {
        int failed = cases.Count(static each => each.Failures.Count > 0);
        xml.WriteStartElement("ResultSummary");
        xml.WriteAttributeString("outcome", failed == 0 ? "Completed" : "Failed");
        xml.WriteStartElement("Counters");
        xml.WriteAttributeString("total", XmlConvert.ToString(cases.Count));
        xml.WriteAttributeString("executed", XmlConvert.ToString(cases.Count));
        xml.WriteAttributeString("passed", XmlConvert.ToString(cases.Count - failed));
        xml.WriteAttributeString("failed", XmlConvert.ToString(failed));
        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    private sealed record Case(string Name, TestedFile File, IReadOnlyList<TestFailure> Failures)
    {
        public int Index { get; init; } = -1;

        public string Id => TestXml.Id($"test {Name} {Index}");

        public string ExecutionId => TestXml.Id($"execution {Name} {Index}");
    }
}
