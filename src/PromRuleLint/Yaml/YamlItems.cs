using PromRuleLint.Text;

namespace PromRuleLint.Yaml;

/// <summary>Finds list items by their indentation alone, in text that YAML cannot read.</summary>
internal static class YamlItems
{
    /// <summary>YAML wants no tabs; where they indent all the same, they are mostly meant to be this wide.</summary>
    private const int TabWidth = 8;

    /// <summary>What may be left out to read on after a fault: the innermost list item around it, the one around that and so on; outside of lists a line without a key.</summary>
    public static IEnumerable<SourceRange> Around(string text, YamlFault fault)
    {
        if (fault.Opened is { } opened)
        {
            foreach (SourceRange item in Around(text, opened))
            {
                if (item.End < fault.Offset)
                {
                    yield return item;
                }
            }
        }

        bool isInList = false;
        foreach (SourceRange item in Around(text, fault.Offset))
        {
            isInList = true;
            yield return item;
        }

        // This text is indented less than every list. If it is a key, the rest of the file may belong to it.
        int line = LineStart(text, fault.Offset);
        int end = LineEnd(text, line);
        if (!isInList && FirstCharacter(text, line) is var first && first < end && !text.AsSpan(first, end - first).Contains(':'))
        {
            yield return new SourceRange(first, end);
        }
    }

    /// <summary>Whether a place is on the first line after a range that is not blank.</summary>
    public static bool IsOnNextLine(string text, SourceRange range, int offset)
    {
        int line = NextLine(text, LineStart(text, range.End));
        while (line < text.Length && IsBlank(text, line))
        {
            line = NextLine(text, line);
        }

        return LineStart(text, offset) <= line;
    }

    private static IEnumerable<SourceRange> Around(string text, int offset)
    {
        int line = LineStart(text, offset);
        while (line > 0 && IsBlank(text, line))
        {
            line = LineStart(text, line - 1);
        }

        int limit = int.MaxValue;
        for (int at = line; !IsDocumentMark(text, at); at = LineStart(text, at - 1))
        {
            int indentation = Indentation(text, at);
            if (!IsBlank(text, at) && indentation < limit)
            {
                limit = indentation;
                int first = FirstCharacter(text, at);
                int end = IsItem(text, first) ? BlockEnd(text, at, indentation) : -1;
                if (end > line)
                {
                    yield return new SourceRange(first, end);
                }
            }

            if (at == 0)
            {
                yield break;
            }
        }
    }

    /// <summary>The end of the lines that are deeper than the first, without line break; blank lines at the end do not count.</summary>
    private static int BlockEnd(string text, int line, int indentation)
    {
        int end = LineEnd(text, line);
        for (int at = NextLine(text, line); at < text.Length; at = NextLine(text, at))
        {
            if (IsBlank(text, at))
            {
                continue;
            }

            if (Indentation(text, at) <= indentation || IsDocumentMark(text, at))
            {
                break;
            }

            end = LineEnd(text, at);
        }

        return end;
    }

    private static bool IsItem(string text, int at) =>
        at < text.Length && text[at] == '-' && (at + 1 == text.Length || text[at + 1] is ' ' or '\t' or '\r' or '\n');

    private static bool IsDocumentMark(string text, int line) =>
        text.AsSpan(line).StartsWith("---", StringComparison.Ordinal) || text.AsSpan(line).StartsWith("...", StringComparison.Ordinal);

    private static bool IsBlank(string text, int line)
    {
        int at = FirstCharacter(text, line);
        return at >= text.Length || text[at] is '\r' or '\n' or '#';
    }

    private static int Indentation(string text, int line)
    {
        int column = 0;
        for (int at = line; at < text.Length && text[at] is ' ' or '\t'; at++)
        {
            column = text[at] == '\t' ? (column / TabWidth + 1) * TabWidth : column + 1;
        }

        return column;
    }

    private static int FirstCharacter(string text, int line)
    {
        while (line < text.Length && text[line] is ' ' or '\t')
        {
            line++;
        }

        return line;
    }

    private static int LineStart(string text, int at) => at <= 0 ? 0 : text.AsSpan(0, at).LastIndexOfAny('\r', '\n') + 1;

    private static int LineEnd(string text, int line) => text.AsSpan(line).IndexOfAny('\r', '\n') is >= 0 and int length ? line + length : text.Length;

    private static int NextLine(string text, int line)
    {
        int end = LineEnd(text, line);
        return end >= text.Length ? text.Length : text[end] == '\r' && end + 1 < text.Length && text[end + 1] == '\n' ? end + 2 : end + 1;
    }
}
