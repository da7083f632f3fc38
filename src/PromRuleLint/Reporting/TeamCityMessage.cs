using System.Globalization;
using System.Text;
using TextWriter = System.IO.TextWriter;

namespace PromRuleLint.Reporting;

/// <summary>A service message of TeamCity.</summary>
internal static class TeamCityMessage
{
    /// <summary>Writes one message on a line of its own.</summary>
    public static void Write(TextWriter writer, string name, params ReadOnlySpan<(string Name, string Value)> attributes)
    {
        writer.Write($"##teamcity[{name}");
        foreach ((string attribute, string value) in attributes)
        {
            writer.Write($" {attribute}='{Escape(value)}'");
        }

        writer.WriteLine("]");
    }

    private static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (char c in text)
        {
            escaped.Append(c switch
            {
                '|' => "||",
                '\'' => "|'",
                '[' => "|[",
                ']' => "|]",
                '\n' => "|n",
                '\r' => "|r",
                < ' ' or >= '\x7f' => string.Create(CultureInfo.InvariantCulture, $"|0x{(int)c:x4}"),
                _ => c.ToString(),
            });
        }

        return escaped.ToString();
    }
}
