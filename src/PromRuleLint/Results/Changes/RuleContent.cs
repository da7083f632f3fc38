using System.Globalization;
using System.Text;
using PromRuleLint.PromQL.Printing;
using PromRuleLint.Rules;
using PromRuleLint.Yaml;

namespace PromRuleLint.Results.Changes;

/// <summary>
/// What a rule says, as text: all its fields and those of its group whatever their order, the expression in its canonical
/// form. Comments, quotes, line breaks and places are no part of it.
/// </summary>
internal static class RuleContent
{
    public static string Write(RuleGroup group)
    {
        var content = new StringBuilder();
        WriteEntries(content, group.Node, without: "rules");
        return content.ToString();
    }

    public static string Write(Rule rule, string group)
    {
        var content = new StringBuilder(group);
        WriteEntries(content, rule.Node, without: rule.Expression is null ? null : "expr");
        if (rule.Expression is { } expression)
        {
            // What is wrong cannot be printed, and then each letter may matter.
            bool isWhole = expression.Root is not null && expression.Errors.IsEmpty;
            WriteText(content, isWhole ? PromQLPrinter.Print(expression.Root!) : expression.Text.Trim());
        }

        return content.ToString();
    }

    private static void WriteEntries(StringBuilder content, YamlMapping mapping, string? without)
    {
        content.Append('{');
        foreach (YamlEntry entry in mapping.Entries.Where(entry => entry.KeyText != without || without is null).OrderBy(static entry => entry.KeyText, StringComparer.Ordinal))
        {
            Write(content, entry.Key);
            Write(content, entry.Value);
        }

        content.Append('}');
    }

    private static void Write(StringBuilder content, YamlNode node)
    {
        switch (node)
        {
            case YamlMapping mapping:
                WriteEntries(content, mapping, without: null);
                break;

            case YamlSequence sequence:
                content.Append('[');
                foreach (YamlNode item in sequence.Items)
                {
                    Write(content, item);
                }

                content.Append(']');
                break;

            case YamlScalar scalar:
                // Quotes are mere form around a text; around a number they make it one.
                content.Append(YamlTypes.TypeOf(scalar) == YamlScalarType.String ? 's' : 'p');
                WriteText(content, scalar.Value);
                break;
        }
    }

    // With its length before it, no text can be mistaken for two or for the signs between them.
    private static void WriteText(StringBuilder content, string text) =>
        content.Append(CultureInfo.InvariantCulture, $"{text.Length}:").Append(text);
}
