using System.Text;
using PromRuleLint.Diagnostics;
using PromRuleLint.Text;

namespace PromRuleLint.Reporting;

/// <summary>Writes the lines of a file around a range, with the range underlined.</summary>
internal sealed class CodeFrame(AnsiWriter ansi)
{
    private const int TabWidth = 4;

    // Lines that a range of many lines shows at its start and at its end.
    private const int HeadLines = 4;
    private const int TailLines = 2;

    // Of a line longer than this, only what is near the range is shown.
    private const int MaxLength = 240;
    private const int CharactersBefore = 60;

    // As wide as the numbers of lines.
    private static readonly string[] Gutters = ["", " ", "  ", "   ", "    ", "     ", "      ", "       ", "        ", "         ", "          "];

    /// <summary>Writes <c>--> path:line:column</c> and the frame; of a file without text only its name.</summary>
    public void Write(Location location, AnsiStyle underline)
    {
        SourceText source = location.Source;
        string path = VisibleText.OneLine(location.Path);
        if (source.Text.Length == 0)
        {
            ansi.Write(AnsiStyle.Note, " --> ");
            ansi.Write(path);
            ansi.WriteLine();
            return;
        }

        LineColumn start = location.Start;
        int lastLine = LastLine(location);
        string gutter = Gutters[AnsiWriter.CountDigits(lastLine)];
        ansi.Write(AnsiStyle.Note, gutter, "--> ");
        ansi.Write(path);
        ansi.Write(":");
        ansi.Write(start.Line);
        ansi.Write(":");
        ansi.Write(start.Column);
        ansi.WriteLine();
        ansi.Write(AnsiStyle.Note, gutter, " |");
        ansi.WriteLine();
        for (int line = start.Line; line <= lastLine; line++)
        {
            if (lastLine - start.Line >= HeadLines + TailLines && line == start.Line + HeadLines)
            {
                ansi.Write(AnsiStyle.Note, gutter, " …");
                ansi.WriteLine();
                line = lastLine - TailLines + 1;
            }

            WriteLine(location, line, gutter, underline);
        }
    }

    private static int LastLine(Location location)
    {
        LineColumn end = location.End;
        int first = location.Start.Line;

        // An end at the very beginning of a line takes nothing of that line.
        return end.Column == 1 && end.Line > first ? end.Line - 1 : end.Line;
    }

    private void WriteLine(Location location, int line, string gutter, AnsiStyle underline)
    {
        string text = location.Source.Text;
        SourceRange lineRange = location.Source.GetLineRange(line);
        int from = Math.Clamp(location.Range.Start, lineRange.Start, lineRange.End);
        int to = Math.Clamp(location.Range.End, from, lineRange.End);
        if (line > location.Start.Line)
        {
            while (from < to && text[from] is ' ' or '\t')
            {
                from++;
            }
        }

        SourceRange shown = Clip(text, lineRange, from);
        to = Math.Min(to, shown.End);
        bool isCut = shown.Start > lineRange.Start;
        ReadOnlySpan<char> plain = text.AsSpan(shown.Start, shown.Length);
        ansi.Write(AnsiStyle.Note, line, gutter.Length, " |");
        (int startColumn, int endColumn) = lineRange.IsEmpty ? (0, 0)
            : isCut || shown.End < lineRange.End || VisibleText.NeedsCare(plain) ? WriteMadeVisible(text, shown, from, to, isCut, shown.End < lineRange.End)
            : WritePlain(plain, from - shown.Start, to - shown.Start);
        ansi.WriteLine();
        if (from < to || location.Range.IsEmpty)
        {
            ansi.Write(AnsiStyle.Note, gutter, " | ");
            ansi.Write(' ', startColumn);
            ansi.Write(underline, '^', Math.Max(1, endColumn - startColumn));
            ansi.WriteLine();
        }
    }

    // Most lines are shown as they are.
    private (int Start, int End) WritePlain(ReadOnlySpan<char> line, int from, int to)
    {
        ansi.Write(" ");
        ansi.Write(line.TrimEnd());
        return (from, to);
    }

    /// <summary>Writes a line, or a part of it, as a terminal can show it.</summary>
    /// <returns>Where the range starts and ends in what is written.</returns>
    private (int Start, int End) WriteMadeVisible(string text, SourceRange shown, int from, int to, bool isCutBefore, bool isCutBehind)
    {
        var visible = new StringBuilder(shown.Length + 8);
        visible.Append(isCutBefore ? "…" : "");
        int column = visible.Length;
        int startColumn = -1;
        int endColumn = -1;
        for (int i = shown.Start; i < shown.End;)
        {
            startColumn = startColumn < 0 && i >= from ? column : startColumn;
            endColumn = endColumn < 0 && i >= to ? column : endColumn;
            if (text[i] == '\t')
            {
                int spaces = TabWidth - (column % TabWidth);
                visible.Append(' ', spaces);
                column += spaces;
                i++;
            }
            else
            {
                column += VisibleText.Append(visible, text, ref i);
            }
        }

        visible.Append(isCutBehind ? "…" : "");
        ansi.Write(" ");
        ansi.Write(visible.ToString().TrimEnd());
        return (startColumn < 0 ? column : startColumn, endColumn < 0 ? column : endColumn);
    }

    private static SourceRange Clip(string text, SourceRange line, int from)
    {
        if (line.Length <= MaxLength)
        {
            return line;
        }

        int start = Math.Max(line.Start, from - CharactersBefore);
        int end = Math.Min(line.End, start + MaxLength);
        if (start > line.Start && char.IsLowSurrogate(text[start]))
        {
            start++;
        }

        if (end < line.End && char.IsLowSurrogate(text[end]))
        {
            end--;
        }

        return new SourceRange(start, end);
    }
}
