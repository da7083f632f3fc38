using System.Text;
using System.Xml;

namespace PromRuleLint.Reporting;

/// <summary>How the reports in XML write text.</summary>
internal static class XmlText
{
    public static XmlWriterSettings Settings { get; } = new() { Indent = true, NewLineChars = "\n", OmitXmlDeclaration = true };

    /// <summary>The text on one line. XML cannot hold every character, not even escaped.</summary>
    public static string OneLine(string text)
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
