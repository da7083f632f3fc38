namespace PromRuleLint.Text;

/// <summary>
/// Some characters of ASCII, to look for in short texts. What the framework has for this looks at many characters at once, which
/// is compiled only when the program runs and so takes longer than a small file does.
/// </summary>
internal sealed class AsciiSet
{
    private readonly ulong _low;
    private readonly ulong _high;

    public AsciiSet(string characters)
    {
        foreach (char c in characters)
        {
            if (c < 64)
            {
                _low |= 1UL << c;
            }
            else
            {
                _high |= 1UL << (c - 64);
            }
        }
    }

    /// <summary>Whether a character is one of them.</summary>
    public bool Contains(char c) => c < 128 && (((c < 64 ? _low : _high) >> (c & 63)) & 1) != 0;

    /// <summary>Whether a text has one of them.</summary>
    public bool IsIn(ReadOnlySpan<char> text)
    {
        foreach (char c in text)
        {
            if (Contains(c))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Where the first character is that is none of them, from an offset on; the length of the text where there is none.</summary>
    public int EndOf(string text, int from)
    {
        int at = from;
        while (at < text.Length && Contains(text[at]))
        {
            at++;
        }

        return at;
    }
}
