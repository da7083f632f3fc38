using System.Text;
using System.Xml;
using PromRuleLint.Testing;
using TextWriter = System.IO.TextWriter;

namespace PromRuleLint.Reporting.Testing;

/// <summary>What the XML reports share.</summary>
internal static class TestXml
{
    public static XmlWriter Create(TextWriter writer) => XmlWriter.Create(writer, new XmlWriterSettings { Indent = true, NewLineChars = "\n", OmitXmlDeclaration = true });

    /// <summary>A failure with its place and evidence.</summary>
    public static string Details(TestedFile file, TestFailure failure)
    {
        string place = $"{file.Path}:{file.Outcome.File.Source.GetPosition(failure.Range.Start)}";
        return string.Join("\n", new[] { $"{place}: {failure.Message}" }.Concat(TestText.Evidence(failure).Select(static line => "  " + line)).Select(Clean));
    }

    /// <summary>An id that is the same for the same text in every run.</summary>
    public static string Id(string text)
    {
        byte[] hash = System.Security.Cryptography.SHA256.HashData(Encoding.UTF8.GetBytes(text));
        return new Guid(hash.AsSpan(0, 16)).ToString();
    }

    // XML cannot hold every character, not even escaped.
    public static string Clean(string text)
    {
        string visible = VisibleText.OneLine(text);
        return visible.AsSpan().IndexOfAny('\uFFFE', '\uFFFF') < 0 ? visible : visible.Replace('\uFFFE', '\uFFFD').Replace('\uFFFF', '\uFFFD');
    }
}
