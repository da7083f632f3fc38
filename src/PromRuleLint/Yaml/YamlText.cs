using System.Globalization;
using System.Text;

namespace PromRuleLint.Yaml;

/// <summary>Writes scalars and flow mappings that YAML reads back as the same texts, whatever is in them.</summary>
internal static class YamlText
{
    /// <summary>A text: plain where that is plainly a text, else in double quotes.</summary>
    public static string Scalar(string value)
    {
        bool isPlain = value.Length > 0 && char.IsAsciiLetter(value[0]) && value[^1] != ' '
            && value.All(static c => char.IsAsciiLetterOrDigit(c) || c is ' ' or '_' or '-' or '.' or '/')
            && value.ToLowerInvariant() is not ("true" or "false" or "null" or "yes" or "no" or "on" or "off" or "y" or "n");
        return isPlain ? value : Quoted(value);
    }

    /// <summary>A text in double quotes.</summary>
    public static string Quoted(string value)
    {
        var text = new StringBuilder(value.Length + 2).Append('"');
        foreach (Rune rune in value.EnumerateRunes())
        {
            switch (rune.Value)
            {
                case '"' or '\\':
                    text.Append('\\').Append((char)rune.Value);
                    break;
                case '\n':
                    text.Append("\\n");
                    break;
                case '\t':
                    text.Append("\\t");
                    break;
                case < 0x20 or 0x7F or 0x85 or 0x2028 or 0x2029 or 0xFEFF or (>= 0x80 and < 0xA0) or (>= 0xFFFE and <= 0xFFFF):
                    text.Append(CultureInfo.InvariantCulture, $"\\u{rune.Value:X4}");
                    break;
                default:
                    text.Append(rune.ToString());
                    break;
            }
        }

        return text.Append('"').ToString();
    }

    /// <summary>A mapping of texts on one line.</summary>
    public static string FlowMap(IEnumerable<KeyValuePair<string, string>> entries) =>
        $"{{{string.Join(", ", entries.Select(static entry => $"{Scalar(entry.Key)}: {Scalar(entry.Value)}"))}}}";
}
