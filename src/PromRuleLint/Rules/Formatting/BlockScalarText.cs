using PromRuleLint.Text;

namespace PromRuleLint.Rules.Formatting;

/// <summary>The text of a block scalar in a file.</summary>
/// <param name="HasIndentIndicator">Whether its header says how far the lines are indented.</param>
/// <param name="Indent">How many spaces each line has before its content.</param>
/// <param name="Content">From the start of the line after the header to the end of the last line that is not blank, without its line break.</param>
/// <param name="LineBreak">The line break after the header.</param>
internal sealed record BlockScalarText(bool HasIndentIndicator, int Indent, SourceRange Content, string LineBreak)
{
    /// <summary>Reads it; null where it has no lines or is nothing that can be rewritten line by line.</summary>
    /// <param name="text">The file.</param>
    /// <param name="start">Where the <c>|</c> or <c>&gt;</c> stands.</param>
    /// <param name="parentIndent">The column, from 0, of the key before it.</param>
    public static BlockScalarText? Read(string text, int start, int parentIndent)
    {
        int at = start + 1;
        int indicator = 0;
        while (at < text.Length && (text[at] is '+' or '-' || char.IsAsciiDigit(text[at])))
        {
            indicator = char.IsAsciiDigit(text[at]) ? text[at] - '0' : indicator;
            at++;
        }

        int headerEnd = EndOfLine(text, at);
        string lineBreak = BreakAt(text, headerEnd);
        if (lineBreak.Length == 0)
        {
            return null;
        }

        int first = headerEnd + lineBreak.Length;
        int indent = indicator > 0 ? parentIndent + indicator : -1;
        int end = -1;
        for (int line = first; line < text.Length;)
        {
            int lineEnd = EndOfLine(text, line);
            int spaces = text.AsSpan(line, lineEnd - line).IndexOfAnyExcept(' ');
            if (spaces >= 0)
            {
                indent = indent < 0 && spaces > parentIndent ? spaces : indent;
                if (indent < 0 || spaces < indent)
                {
                    break;
                }

                end = lineEnd;
            }

            line = lineEnd + BreakAt(text, lineEnd).Length;
        }

        return end < 0 ? null : new BlockScalarText(indicator > 0, indent, new SourceRange(first, end), lineBreak);
    }

    /// <summary>The content's lines without their indentation, joined by line feeds.</summary>
    public string Decode(string text)
    {
        var lines = new List<string>();
        for (int line = Content.Start; line < Content.End;)
        {
            int lineEnd = EndOfLine(text, line);
            lines.Add(text[Math.Min(line + Indent, lineEnd)..lineEnd]);
            line = lineEnd + BreakAt(text, lineEnd).Length;
        }

        return string.Join('\n', lines);
    }

    private static int EndOfLine(string text, int from)
    {
        int length = text.AsSpan(from).IndexOfAny('\n', '\r');
        return length < 0 ? text.Length : from + length;
    }

    private static string BreakAt(string text, int at) => at >= text.Length ? "" : text[at] == '\r' && at + 1 < text.Length && text[at + 1] == '\n' ? "\r\n" : text[at].ToString();
}
