using System.Buffers;
using System.Text;
using PromRuleLint.Text;

namespace PromRuleLint.PromQL.Tokenizing;

/// <summary>
/// Strings in the three quotes, with the escapes of Go, as <c>lexEscape</c> of <c>promql/parser/lex.go</c> accepts them. An
/// escape may give any byte; bytes that are no UTF-8 become U+FFFD.
/// </summary>
internal static class StringDecoder
{
    /// <summary>The value of a string that has been checked.</summary>
    /// <param name="literal">The string with its quotes.</param>
    public static string Decode(ReadOnlySpan<char> literal)
    {
        if (literal.Length < 2)
        {
            return "";
        }

        ReadOnlySpan<char> body = literal[1..^1];
        if (literal[0] == '`' || !body.Contains('\\'))
        {
            return body.ToString();
        }

        byte[] rented = ArrayPool<byte>.Shared.Rent(body.Length * 3);
        int length = 0;
        for (int i = 0; i < body.Length;)
        {
            if (body[i] != '\\')
            {
                int next = body[i..].IndexOf('\\');
                ReadOnlySpan<char> run = next < 0 ? body[i..] : body.Slice(i, next);
                length += Encoding.UTF8.GetBytes(run, rented.AsSpan(length));
                i += run.Length;
                continue;
            }

            int consumed = ReadEscape(body[i..], literal[0], out int value, out bool isByte, out _);
            if (isByte)
            {
                rented[length++] = (byte)value;
            }
            else if (Rune.TryCreate(value, out Rune rune))
            {
                length += rune.EncodeToUtf8(rented.AsSpan(length));
            }

            i += consumed;
        }

        string result = Encoding.UTF8.GetString(rented, 0, length);
        ArrayPool<byte>.Shared.Return(rented);
        return result;
    }

    /// <summary>Whether an escape of a string gives a single byte, <c>\xff</c> or <c>\377</c>, rather than a character.</summary>
    public static bool HasByteEscape(ReadOnlySpan<char> literal)
    {
        for (int i = 0; i + 1 < literal.Length; i++)
        {
            if (literal[i] == '\\')
            {
                i++;
                if (literal[i] is 'x' or (>= '0' and <= '7'))
                {
                    return true;
                }
            }
        }

        return false;
    }

    /// <summary>Adds an error for each bad escape and each character that has no UTF-8 form.</summary>
    public static void Check(string text, TextRange literal, ref List<PromQLError>? errors)
    {
        char quote = text[literal.Start];
        int end = literal.End - 1;
        for (int i = literal.Start + 1; i < end;)
        {
            char c = text[i];
            if (c == '\\' && quote != '`')
            {
                int consumed = ReadEscape(text.AsSpan(i, end - i), quote, out _, out _, out string? problem);
                if (problem is not null)
                {
                    Add(ref errors, i, i + consumed, problem);
                }

                i += consumed;
            }
            else if (char.IsHighSurrogate(c) && i + 1 < end && char.IsLowSurrogate(text[i + 1]))
            {
                i += 2;
            }
            else
            {
                if (char.IsSurrogate(c) || c == '\uFFFD')
                {
                    Add(ref errors, i, i + 1, "the string holds bytes that are no UTF-8");
                }

                i++;
            }
        }
    }

    private static void Add(ref List<PromQLError>? errors, int start, int end, string message) =>
        (errors ??= []).Add(new PromQLError(PromQLErrorKind.Syntax, new TextRange(start, end), message));

    /// <summary>Reads the escape at the start of <paramref name="text"/>; gives how many characters it takes, at least one.</summary>
    private static int ReadEscape(ReadOnlySpan<char> text, char quote, out int value, out bool isByte, out string? problem)
    {
        value = 0;
        isByte = false;
        problem = null;
        if (text.Length < 2)
        {
            problem = "the escape sequence is not complete";
            return 1;
        }

        char c = text[1];
        return c switch
        {
            >= '0' and <= '7' => ReadCode(text, new EscapeForm(Start: 1, Digits: 3, Radix: 8, IsByte: true), out value, out isByte, out problem),
            'x' => ReadCode(text, new EscapeForm(Start: 2, Digits: 2, Radix: 16, IsByte: true), out value, out isByte, out problem),
            'u' => ReadCode(text, new EscapeForm(Start: 2, Digits: 4, Radix: 16, IsByte: false), out value, out isByte, out problem),
            'U' => ReadCode(text, new EscapeForm(Start: 2, Digits: 8, Radix: 16, IsByte: false), out value, out isByte, out problem),
            _ => ReadLetter(text, quote, out value, out problem),
        };
    }

    /// <summary>Reads <c>\n</c> and its like, and the escaped quote.</summary>
    private static int ReadLetter(ReadOnlySpan<char> text, char quote, out int value, out string? problem)
    {
        char c = text[1];
        problem = null;
        value = c switch
        {
            'a' => '\a',
            'b' => '\b',
            'f' => '\f',
            'n' => '\n',
            'r' => '\r',
            't' => '\t',
            'v' => '\v',
            '\\' => '\\',
            _ => c == quote ? quote : -1,
        };
        if (value >= 0)
        {
            return 2;
        }

        int width = char.IsHighSurrogate(c) && text.Length > 2 && char.IsLowSurrogate(text[2]) ? 3 : 2;
        problem = $"unknown escape sequence '{text[..width]}'; to write a backslash double it, or use a raw string in backquotes";
        return width;
    }

    /// <summary>Reads the number of a byte or character: <c>\x41</c>, <c>\101</c>, <c>\u0041</c>.</summary>
    private static int ReadCode(ReadOnlySpan<char> text, EscapeForm form, out int value, out bool isByte, out string? problem)
    {
        value = 0;
        isByte = form.IsByte;
        problem = null;
        long sum = 0;
        int at = form.Start;
        for (; at < form.Start + form.Digits; at++)
        {
            char d = at < text.Length ? text[at] : '\0';
            int digit = char.IsAsciiHexDigit(d) ? (char.IsAsciiDigit(d) ? d - '0' : (d | 0x20) - 'a' + 10) : 99;
            if (digit >= form.Radix)
            {
                problem = $"the escape sequence '{text[..Math.Min(at, text.Length)]}' is not complete: {form.Digits} {(form.Radix == 8 ? "octal" : "hexadecimal")} digits are expected";
                return Math.Min(at, text.Length);
            }

            sum = (sum * form.Radix) + digit;
        }

        if (sum > (isByte ? 255 : 0x10FFFF) || sum is >= 0xD800 and < 0xE000)
        {
            problem = $"the escape sequence '{text[..at]}' is no character of Unicode";
        }

        value = problem is null ? (int)sum : 0xFFFD;
        isByte &= problem is null;
        return at;
    }

    /// <summary>How an escape with a number is written.</summary>
    private readonly record struct EscapeForm(int Start, int Digits, int Radix, bool IsByte);
}
