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
    // Most rules say no more.
    private const int Length = 1024;

    // A word that YAML takes for something else than a text begins with a digit or a sign, or is as short as 'false'.
    private const int LongestOtherWord = 5;

    public static string Write(RuleGroup group)
    {
        var content = new StringBuilder(Length);
        WriteEntries(content, group.Node, without: "rules");
        return content.ToString();
    }

    public static string Write(Rule rule, string group)
    {
        var content = new StringBuilder(group, group.Length + Length);
        Write(content, rule);
        return content.ToString();
    }

    public static void Write(StringBuilder content, Rule rule)
    {
        WriteEntries(content, rule.Node, without: rule.Expression is null ? null : "expr");
        if (rule.Expression is { } expression)
        {
            // What is wrong cannot be printed, and then each letter may matter.
            bool isWhole = expression.Root is not null && expression.Errors.IsEmpty;
            WriteText(content, isWhole ? PromQLPrinter.Print(expression.Root!) : expression.Text.Trim());
        }
    }

    private static void WriteEntries(StringBuilder content, YamlMapping mapping, string? without)
    {
        var order = new List<(string? Key, int Place)>(mapping.Entries.Length);
        for (int i = 0; i < mapping.Entries.Length; i++)
        {
            string? key = mapping.Entries[i].KeyText;
            if (without is null || key != without)
            {
                order.Add((key, i));
            }
        }

        order.Sort(static (one, other) => string.CompareOrdinal(one.Key, other.Key) is var keys and not 0 ? keys : one.Place.CompareTo(other.Place));
        content.Append('{');
        foreach ((_, int place) in order)
        {
            WriteKey(content, mapping.Entries[place]);
            Write(content, mapping.Entries[place].Value);
        }

        content.Append('}');
    }

    private static void WriteKey(StringBuilder content, in YamlEntry entry)
    {
        // The node of such a key would have to be made.
        if (entry.Word is { Length: > LongestOtherWord } word && char.IsAsciiLetter(word[0]))
        {
            content.Append('s');
            WriteText(content, word);
        }
        else
        {
            Write(content, entry.Key);
        }
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
