using System.Globalization;
using System.Text;
using PromRuleLint.PromQL.Printing;
using PromRuleLint.Text;
using PromRuleLint.Yaml;

namespace PromRuleLint.Rules.Formatting;

/// <summary>
/// The canonical form of one expression, written into its scalar in the style that is there: over several lines in block
/// scalars and in flow scalars that stand over several lines and are too long for one, in one line otherwise.
/// </summary>
internal static class ExpressionLayout
{
    /// <summary>What to replace; empty where the expression is in canonical form.</summary>
    /// <param name="source">The file.</param>
    /// <param name="rule">The rule, whose expression has no errors.</param>
    /// <param name="width">The width of lines as <see cref="PromQLFormatter"/> counts it.</param>
    /// <param name="reason">Why the expression cannot be written in canonical form where it stands; null where it can.</param>
    public static IReadOnlyList<TextChange> Changes(SourceText source, Rule rule, int width, out string? reason)
    {
        RuleExpression expression = rule.Expression!;
        YamlScalar scalar = expression.Scalar;
        reason = null;
        bool hasComments = !expression.Parse.Comments.IsDefaultOrEmpty;
        if (scalar.Style is YamlScalarStyle.Literal or YamlScalarStyle.Folded)
        {
            if (hasComments && scalar.Style == YamlScalarStyle.Folded)
            {
                reason = "it has comments, which end nowhere in a folded scalar";
                return [];
            }

            return InBlock(source.Text, rule, PromQLFormatter.Format(expression.Parse, width), out reason);
        }

        if (hasComments)
        {
            reason = "it has comments; write it as a literal block ('|') to have it formatted";
            return [];
        }

        return InFlow(source.Text, expression, width, out reason);
    }

    /// <summary>Whether the expression's scalar may stand elsewhere too: it is an alias, comes from a merged mapping or has an anchor.</summary>
    public static bool IsShared(Rule rule)
    {
        YamlScalar scalar = rule.Expression!.Scalar;
        foreach (YamlEntry entry in rule.Node.Entries)
        {
            if (entry.CompactValue == rule.Expression.CompactScalar)
            {
                return entry.AliasRange is not null || entry.MergedAt is not null
                    || (entry.KeyRange.End < scalar.Range.Start && new SourceRange(entry.KeyRange.End, scalar.Range.Start).In(rule.File.Source.Text).Contains('&'));
            }
        }

        return true;
    }

    private static List<TextChange> InBlock(string text, Rule rule, string formatted, out string? reason)
    {
        reason = null;
        YamlScalar scalar = rule.Expression!.Scalar;
        char indicator = scalar.Style == YamlScalarStyle.Literal ? '|' : '>';
        int start = scalar.Range.Start;
        if (KeyColumn(text, rule) is not { } column || text[start] != indicator || BlockScalarText.Read(text, start, column) is not { } block
            || (indicator == '|' && block.Decode(text).TrimEnd() != scalar.Value.TrimEnd()))
        {
            reason = "it is not written in a way that can be changed line by line";
            return [];
        }

        var changes = new List<TextChange>();
        if (formatted[0] == ' ' && !block.HasIndentIndicator)
        {
            // Without the indicator the first line would set the indentation, and the lines after it would be too far left.
            int indent = block.Indent - column;
            if (indent is < 1 or > 9)
            {
                reason = "its lines are indented too far for an indentation indicator";
                return [];
            }

            changes.Add(new TextChange(new SourceRange(start + 1, start + 1), indent.ToString(CultureInfo.InvariantCulture)));
        }

        string margin = new(' ', block.Indent);
        string content = margin + formatted.Replace("\n", block.LineBreak + margin, StringComparison.Ordinal);
        if (!block.Content.In(text).SequenceEqual(content))
        {
            changes.Add(new TextChange(block.Content, content));
        }
        else
        {
            changes.Clear();
        }

        return changes;
    }

    private static List<TextChange> InFlow(string text, RuleExpression expression, int width, out string? reason)
    {
        YamlScalar scalar = expression.Scalar;
        bool isQuoted = scalar.Style != YamlScalarStyle.Plain;
        reason = "it is not written in a way that can be changed";
        if (scalar.Range.Length < (isQuoted ? 2 : 1) || (isQuoted && text[scalar.Range.Start] != (scalar.Style == YamlScalarStyle.SingleQuoted ? '\'' : '"')))
        {
            return [];
        }

        SourceRange inner = isQuoted ? new SourceRange(scalar.Range.Start + 1, scalar.Range.End - 1) : scalar.Range;
        string line = PromQLPrinter.Print(expression.Root!);
        ReadOnlySpan<char> old = inner.In(text);
        int firstBreak = old.IndexOfAny('\n', '\r');
        if (!isQuoted && firstBreak < 0 && !old.SequenceEqual(scalar.Value))
        {
            return [];
        }

        if (firstBreak < 0 || Encoding.UTF8.GetByteCount(line) <= width)
        {
            string? encodedLine = ScalarEncoding.Encode(scalar.Style, line);
            reason = encodedLine is null ? "its canonical form needs quotes" : null;
            return encodedLine is null || old.SequenceEqual(encodedLine) ? [] : [new TextChange(inner, encodedLine)];
        }

        // The further lines stay where the leftmost of them is.
        string lineBreak = old[firstBreak] == '\r' && firstBreak + 1 < old.Length && old[firstBreak + 1] == '\n' ? "\r\n" : old[firstBreak].ToString();
        int indent = LeastIndent(old[(firstBreak + lineBreak.Length)..]);
        var result = new StringBuilder();
        foreach (string formatted in PromQLFormatter.Format(expression.Root!, width).Split('\n'))
        {
            if (ScalarEncoding.Encode(scalar.Style, formatted) is not { } encoded)
            {
                reason = "its canonical form needs quotes";
                return [];
            }

            result.Append(result.Length == 0 ? encoded.TrimStart() : lineBreak + new string(' ', indent) + encoded);
        }

        reason = null;
        return old.SequenceEqual(result.ToString()) ? [] : [new TextChange(inner, result.ToString())];
    }

    private static int LeastIndent(ReadOnlySpan<char> lines)
    {
        int least = int.MaxValue;
        foreach (ReadOnlySpan<char> line in lines.EnumerateLines())
        {
            int spaces = line.IndexOfAnyExcept(' ');
            least = spaces >= 0 ? Math.Min(least, spaces) : least;
        }

        return least == int.MaxValue ? 0 : least;
    }

    /// <summary>The column, from 0, of the rule's key <c>expr</c>; null where it does not stand in the line of its value.</summary>
    private static int? KeyColumn(string text, Rule rule)
    {
        YamlScalar scalar = rule.Expression!.Scalar;
        foreach (YamlEntry entry in rule.Node.Entries)
        {
            if (entry.CompactValue != rule.Expression.CompactScalar)
            {
                continue;
            }

            int key = entry.KeyRange.Start;
            if (key > scalar.Range.Start || text.AsSpan(key, scalar.Range.Start - key).ContainsAny('\n', '\r'))
            {
                return null;
            }

            int lineStart = text.AsSpan(0, key).LastIndexOfAny('\n', '\r') + 1;
            return key - lineStart;
        }

        return null;
    }
}
