using System.Globalization;

namespace PromRuleLint.Regex;

internal sealed partial class Re2Parser
{
    /// <summary>How many ranges a class may collect before they are merged; no set of code points has so many.</summary>
    private const int CompactAbove = 2_000_000;

    /// <summary>Whether a search for <c>:]</c> has come to the end, so that it need not be done again for each <c>[:</c>.</summary>
    private bool _noPosixClassAhead;

    private void ReadEscape()
    {
        int start = _position;
        switch (start + 1 < _text.Length ? _text[start + 1] : '\0')
        {
            case 'A':
                PushEscaped(Re2Op.BeginText);
                return;
            case 'z':
                PushEscaped(Re2Op.EndText);
                return;
            case 'b':
                PushEscaped(Re2Op.WordBoundary);
                return;
            case 'B':
                PushEscaped(Re2Op.NoWordBoundary);
                return;
            case 'C':
                Fail(new(start, start + 2), "invalid escape sequence", "single bytes cannot be matched");
                return;
            case 'Q':
                ReadQuoted();
                return;
        }

        if (TryReadNamedClass(out int[]? set))
        {
            PushClass(set, new(start, _position));
        }
        else if (_error is null && TryReadEscapedRune(out int rune))
        {
            PushLiteral(rune, start);
        }
    }

    private void PushEscaped(Re2Op op)
    {
        _position += 2;
        Push(Re2Node.Leaf(op, new(_position - 2, _position)));
    }

    private void ReadQuoted()
    {
        _position += 2;
        int end = _text.IndexOf("\\E", _position, StringComparison.Ordinal);
        int stop = end < 0 ? _text.Length : end;
        while (_position < stop)
        {
            int start = _position;
            if (!TryNextRune(out int rune))
            {
                return;
            }

            PushLiteral(rune, start);
        }

        _position = end < 0 ? stop : end + 2;
    }

    /// <summary><c>\d</c>, <c>\p{…}</c> and their kin at the position.</summary>
    private bool TryReadNamedClass([System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out int[]? set)
    {
        set = null;
        if (_position + 1 >= _text.Length || _text[_position] != '\\')
        {
            return false;
        }

        char kind = _text[_position + 1];
        if (kind is 'p' or 'P')
        {
            return TryReadUnicodeClass(kind == 'P', out set);
        }

        set = char.ToLowerInvariant(kind) switch
        {
            'd' => RuneSets.Digit,
            's' => RuneSets.Space,
            'w' => RuneSets.Word,
            _ => null,
        };
        if (set is null)
        {
            return false;
        }

        set = Has(Flags.FoldCase) ? CaseFolding.Fold(set) : set;
        set = char.IsAsciiLetterUpper(kind) ? RuneSets.Negate(set) : set;
        _position += 2;
        return true;
    }

    private bool TryReadUnicodeClass(bool negative, out int[]? set)
    {
        set = null;
        int start = _position;
        _position += 2;
        if (!TryNextRune(out int rune))
        {
            return false;
        }

        int nameStart = start + 2;
        int nameEnd = _position;
        if (rune == '{')
        {
            int end = _text.IndexOf('}', start);
            if (end < 0)
            {
                return Fail(new(start, _text.Length), "invalid character class range", "the name of the class has no }");
            }

            (nameStart, nameEnd, _position) = (start + 3, end, end + 1);
        }

        if (nameStart < nameEnd && _text[nameStart] == '^')
        {
            negative = !negative;
            nameStart++;
        }

        (string Name, bool Fold) key = (_text[nameStart..nameEnd], Has(Flags.FoldCase));
        _unicodeClasses ??= [];
        if (!_unicodeClasses.TryGetValue(key, out set))
        {
            set = UnicodeClasses.Find(key.Name);
            set = set is null || !key.Fold ? set : CaseFolding.Fold(set);
            _unicodeClasses.Add(key, set);
        }

        if (set is null)
        {
            return Fail(new(start, _position), "invalid character class range", "no Unicode category or script has that name");
        }

        set = negative ? RuneSets.Negate(set) : set;
        return true;
    }

    private void ReadClass()
    {
        int start = _position++;
        bool negative = _position < _text.Length && _text[_position] == '^';
        _position += negative ? 1 : 0;

        var ranges = new List<(int Low, int High)>();
        for (bool first = true; _position >= _text.Length || _text[_position] != ']' || first; first = false)
        {
            if (TryReadPosixClass(out int[]? set) || TryReadNamedClass(out set))
            {
                RuneSets.AddTo(ranges, set);
            }
            else if (_error is null)
            {
                ReadClassRange(start, ranges);
            }

            if (ranges.Count > CompactAbove)
            {
                int[] compact = RuneSets.Normalize(ranges);
                ranges.Clear();
                RuneSets.AddTo(ranges, compact);
            }

            if (_error is not null)
            {
                return;
            }
        }

        _position++;
        int[] all = RuneSets.Normalize(ranges);
        PushClass(negative ? RuneSets.Negate(all) : all, new(start, _position));
    }

    private void ReadClassRange(int classStart, List<(int Low, int High)> ranges)
    {
        int start = _position;
        if (!TryReadClassRune(classStart, out int low))
        {
            return;
        }

        int high = low;
        if (_position + 1 < _text.Length && _text[_position] == '-' && _text[_position + 1] != ']')
        {
            _position++;
            if (!TryReadClassRune(classStart, out high))
            {
                return;
            }

            if (high < low)
            {
                Fail(new(start, _position), "invalid character class range", "its end comes before its start");
                return;
            }
        }

        if (Has(Flags.FoldCase))
        {
            CaseFolding.AddFolded(ranges, low, high);
        }
        else
        {
            ranges.Add((low, high));
        }
    }

    private bool TryReadClassRune(int classStart, out int rune)
    {
        if (_position >= _text.Length)
        {
            rune = 0;
            return Fail(new(classStart, _text.Length), "missing closing ]", "the class that opens here is never closed");
        }

        return _text[_position] == '\\' ? TryReadEscapedRune(out rune) : TryNextRune(out rune);
    }

    private bool TryReadPosixClass([System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out int[]? set)
    {
        set = null;
        int start = _position;
        if (_text.Length - start <= 2 || _text[start] != '[' || _text[start + 1] != ':' || _noPosixClassAhead)
        {
            return false;
        }

        int end = _text.IndexOf(":]", start + 2, StringComparison.Ordinal);
        if (end < 0)
        {
            _noPosixClassAhead = true;
            return false;
        }

        bool negative = _text[start + 2] == '^';
        set = RuneSets.Posix(_text.AsSpan()[(start + (negative ? 3 : 2))..end]);
        if (set is null)
        {
            return Fail(new(start, end + 2), "invalid character class range", "no class has that name");
        }

        set = Has(Flags.FoldCase) ? CaseFolding.Fold(set) : set;
        set = negative ? RuneSets.Negate(set) : set;
        _position = end + 2;
        return true;
    }

    /// <summary>A backslash and what it makes of the next characters.</summary>
    private bool TryReadEscapedRune(out int rune)
    {
        int start = _position++;
        rune = 0;
        if (_position >= _text.Length)
        {
            return Fail(new(start, _position), "trailing backslash at end of expression", "write \\\\ for a backslash");
        }

        if (!TryNextRune(out int c))
        {
            return false;
        }

        switch (c)
        {
            case >= '1' and <= '7' when _position >= _text.Length || _text[_position] is < '0' or > '7':
                return Fail(new(start, _position), "invalid escape sequence", "back references are not supported");
            case >= '0' and <= '7':
                rune = ReadOctal(c - '0');
                return true;
            case 'x':
                return TryReadHexadecimal(start, out rune);
            case 'a':
                rune = '\a';
                return true;
            case 'f':
                rune = '\f';
                return true;
            case 'n':
                rune = '\n';
                return true;
            case 'r':
                rune = '\r';
                return true;
            case 't':
                rune = '\t';
                return true;
            case 'v':
                rune = '\v';
                return true;
            case < 0x80 when !char.IsAsciiLetterOrDigit((char)c):
                rune = c;
                return true;
            default:
                return Fail(new(start, _position), "invalid escape sequence");
        }
    }

    private int ReadOctal(int rune)
    {
        for (int i = 1; i < 3 && _position < _text.Length && _text[_position] is >= '0' and <= '7'; i++)
        {
            rune = (rune * 8) + _text[_position++] - '0';
        }

        return rune;
    }

    private bool TryReadHexadecimal(int start, out int rune)
    {
        rune = 0;
        bool braces = _position < _text.Length && _text[_position] == '{';
        int digits = braces ? _position + 1 : _position;
        int end = digits;
        while (end < _text.Length && char.IsAsciiHexDigit(_text[end]) && rune <= RuneSets.MaxRune && (braces || end < digits + 2))
        {
            rune = (rune * 16) + int.Parse(_text.AsSpan(end++, 1), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
        }

        bool complete = braces ? end > digits && end < _text.Length && _text[end] == '}' : end == digits + 2;
        if (!complete || rune > RuneSets.MaxRune)
        {
            _position = Math.Min(end + 1, _text.Length);
            return Fail(new(start, _position), "invalid escape sequence", "two hexadecimal digits, or braces round a code point up to 10FFFF, belong after \\x");
        }

        _position = braces ? end + 1 : end;
        return true;
    }
}
