using System.Globalization;
using System.Text;

namespace PromRuleLint.Yaml;

/// <summary>Writes new text into a scalar that is already there, in its own style.</summary>
internal static class ScalarEncoding
{
    /// <summary>The text as it is written inside a scalar of the style; null where the style cannot hold it.</summary>
    public static string? Encode(YamlScalarStyle style, string text) => style switch
    {
        YamlScalarStyle.SingleQuoted => HasControl(text) ? null : text.Replace("'", "''", StringComparison.Ordinal),
        YamlScalarStyle.DoubleQuoted => EncodeDoubleQuoted(text),
        YamlScalarStyle.Plain => HasControl(text) || text.Contains(": ", StringComparison.Ordinal) || text.Contains(" #", StringComparison.Ordinal) || text.EndsWith(':') ? null : text,
        _ => HasControl(text) ? null : text,
    };

    private static bool HasControl(string text) => text.AsSpan().ContainsAnyInRange('\0', '\x1f');

    private static string EncodeDoubleQuoted(string text)
    {
        var result = new StringBuilder(text.Length + 4);
        foreach (char c in text)
        {
            switch (c)
            {
                case '"' or '\\':
                    result.Append('\\').Append(c);
                    break;
                case '\n':
                    result.Append("\\n");
                    break;
                case '\t':
                    result.Append("\\t");
                    break;
                case < ' ':
                    result.Append(CultureInfo.InvariantCulture, $"\\x{(int)c:X2}");
                    break;
                default:
                    result.Append(c);
                    break;
            }
        }

        return result.ToString();
    }
}
