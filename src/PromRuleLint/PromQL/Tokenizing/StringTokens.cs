using PromRuleLint.Text;

namespace PromRuleLint.PromQL.Tokenizing;

/// <summary>Strings in the three quotes.</summary>
internal static class StringTokens
{
    // What stands for itself in every string.
    private static readonly AsciiSet Plain = new(
        " !#$%&()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[]^_abcdefghijklmnopqrstuvwxyz{|}~");

    public static void Scan(ref TokenScanner scanner, char quote)
    {
        string text = scanner.Text;
        int start = scanner.At;
        int end = start + 1;
        bool isRaw = quote == '`';
        bool isPlain = true;
        while (true)
        {
            end = Plain.EndOf(text, end);
            if (end >= text.Length || (!isRaw && text[end] == '\n'))
            {
                scanner.AddError(start, end, isRaw
                    ? "the raw string is not closed: expected '`'"
                    : $"the string is not closed: expected {quote} before the end of the line");
                scanner.Emit(PromQLToken.Invalid, end);
                return;
            }

            char c = text[end];
            if (c == quote)
            {
                break;
            }

            isPlain &= c != '\uFFFD' && !char.IsSurrogate(c);
            end++;
            if (c == '\\' && !isRaw)
            {
                // The character after it may be the quote, but not the end of the line.
                isPlain = false;
                end += end < text.Length && text[end] != '\n' ? 1 : 0;
            }
        }

        end++;
        if (!isPlain)
        {
            scanner.CheckString(new TextRange(start, end));
        }

        scanner.Emit(PromQLToken.String, end);
    }
}
