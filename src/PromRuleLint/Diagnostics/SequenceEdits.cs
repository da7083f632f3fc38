using PromRuleLint.Text;
using PromRuleLint.Yaml;

namespace PromRuleLint.Diagnostics;

/// <summary>Makes fixes that take items out of a YAML sequence.</summary>
internal static class SequenceEdits
{
    /// <summary>
    /// A fix that removes an item: its whole line where it has one of its own, else what stands between it and its neighbor.
    /// Null where something else would go with it, such as a comment or an anchor.
    /// </summary>
    /// <param name="source">The file.</param>
    /// <param name="item">The item, one of several.</param>
    /// <param name="title">What the fix does.</param>
    /// <param name="isSafe">Whether it keeps the meaning.</param>
    public static CodeFix? Remove(SourceText source, YamlScalar item, string title, bool isSafe) =>
        Line(source, item.Range) is { } line ? new CodeFix(title, isSafe, [new TextEdit(source, line, "")])
        : Between(source.Text, item.Range) is { } range ? new CodeFix(title, isSafe, [new TextEdit(source, range, "")])
        : null;

    /// <summary>The line of <c>- item</c> with its line break.</summary>
    private static SourceRange? Line(SourceText source, SourceRange item)
    {
        int number = source.GetPosition(item.Start).Line;
        SourceRange line = source.GetLineRange(number);
        if (item.End > line.End || source.Text.AsSpan(line.Start, item.Start - line.Start).Trim() is not "-" || !source.Text.AsSpan(item.End, line.End - item.End).IsWhiteSpace())
        {
            return null;
        }

        return new SourceRange(line.Start, number < source.LineCount ? source.GetOffset(new LineColumn(number + 1, 1)) : line.End);
    }

    /// <summary>The item of a flow sequence with the comma before it, or behind it where it is the first.</summary>
    private static SourceRange? Between(string text, SourceRange item)
    {
        int before = text.AsSpan(0, item.Start).TrimEnd().Length;
        if (before > 0 && text[before - 1] == ',')
        {
            int start = text.AsSpan(0, before - 1).TrimEnd().Length;
            return new SourceRange(start, item.End);
        }

        int after = text.Length - text.AsSpan(item.End).TrimStart().Length;
        if (before > 0 && text[before - 1] == '[' && after < text.Length && text[after] == ',')
        {
            int end = text.Length - text.AsSpan(after + 1).TrimStart().Length;
            return new SourceRange(item.Start, end);
        }

        return null;
    }
}
