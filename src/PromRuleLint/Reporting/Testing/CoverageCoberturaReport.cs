using System.Globalization;
using System.Xml;
using PromRuleLint.Testing;
using TextWriter = System.IO.TextWriter;

namespace PromRuleLint.Reporting.Testing;

/// <summary>Coverage as Cobertura's XML (<c>coverage-04.dtd</c>): a class a rule file. Its time is 0, so that equal runs give equal files.</summary>
internal static class CoverageCoberturaReport
{
    /// <summary>Writes the rules in the order given.</summary>
    public static void Write(TextWriter writer, IReadOnlyList<CoveredRule> rules)
    {
        var files = rules.GroupBy(static rule => rule.Rule.File.Source.Path).Select(static file => (Path: file.Key, Lines: CoverageLine.From(file).ToArray())).ToArray();
        CoverageLine[] all = [.. files.SelectMany(static file => file.Lines)];
        using (XmlWriter xml = TestXml.Create(writer))
        {
            xml.WriteStartElement("coverage");
            WriteRates(xml, all);
            Write(xml, "lines-covered", all.Count(static line => line.Hits > 0));
            Write(xml, "lines-valid", all.Length);
            Write(xml, "branches-covered", all.Sum(static line => line.CoveredBranches));
            Write(xml, "branches-valid", all.Sum(static line => line.Branches.Length));
            Write(xml, "version", "1");
            Write(xml, "timestamp", 0);
            xml.WriteStartElement("sources");
            xml.WriteElementString("source", ".");
            xml.WriteEndElement();
            xml.WriteStartElement("packages");
            xml.WriteStartElement("package");
            Write(xml, "name", "rules");
            WriteRates(xml, all);
            xml.WriteStartElement("classes");
            foreach ((string path, CoverageLine[] lines) in files)
            {
                WriteFile(xml, path, lines);
            }

            xml.WriteEndElement();
            xml.WriteEndElement();
            xml.WriteEndElement();
            xml.WriteEndElement();
        }

        writer.WriteLine();
    }

    private static void WriteFile(XmlWriter xml, string path, CoverageLine[] lines)
    {
        xml.WriteStartElement("class");
        Write(xml, "name", TestXml.Clean(path));
        Write(xml, "filename", TestXml.Clean(path));
        WriteRates(xml, lines);
        xml.WriteElementString("methods", "");
        xml.WriteStartElement("lines");
        foreach (CoverageLine line in lines)
        {
            xml.WriteStartElement("line");
            Write(xml, "number", line.Number);
            Write(xml, "hits", line.Hits);
            Write(xml, "branch", line.Branches.IsEmpty ? "false" : "true");
            if (!line.Branches.IsEmpty)
            {
                Write(xml, "condition-coverage", $"{100 * line.CoveredBranches / line.Branches.Length}% ({line.CoveredBranches}/{line.Branches.Length})");
            }

            xml.WriteEndElement();
        }

        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    private static void WriteRates(XmlWriter xml, CoverageLine[] lines)
    {
        Write(xml, "line-rate", Rate(lines.Count(static line => line.Hits > 0), lines.Length));
        Write(xml, "branch-rate", Rate(lines.Sum(static line => line.CoveredBranches), lines.Sum(static line => line.Branches.Length)));
        Write(xml, "complexity", 0);
    }

    private static string Rate(int covered, int all) => (all == 0 ? 1 : (double)covered / all).ToString("0.####", CultureInfo.InvariantCulture);

    private static void Write(XmlWriter xml, string name, string value) => xml.WriteAttributeString(name, value);

    private static void Write(XmlWriter xml, string name, long value) => xml.WriteAttributeString(name, XmlConvert.ToString(value));
}
