using System.Buffers;
using PromRuleLint.Text;

namespace PromRuleLint.Yaml;

/// <summary>
/// Decodes the text of a scalar and notes where each decoded character comes from. Folding and chomping follow libyaml's
/// scanner (<c>scannerc.go</c> of go-yaml).
/// </summary>
internal struct YamlScalarDecoder
{
    private readonly string _text;
    private readonly int _end;
    private char[]? _value;

    // The way back is asked for less often than the value, and is longer where every other character is escaped.
    private readonly List<ScalarMap.Run>? _runs;
    private int _decoded;
    private int _at;
    private int _contentEnd;

    private YamlScalarDecoder(string text, int start, int end, char[]? value)
    {
        _text = text;
        _at = start;
        _end = end;
        _value = value;
        _runs = value is null ? [] : null;
        _contentEnd = start;
    }

    /// <summary>The way from a scalar's decoded value back to the file.</summary>
    /// <param name="text">The whole text of the file.</param>
    /// <param name="range">The scalar with its quotes or block header.</param>
    /// <param name="style">How it is written.</param>
    /// <param name="indent">For block scalars: by how many spaces the content is indented.</param>
    public static ScalarMap Map(string text, SourceRange range, YamlScalarStyle style, int indent)
    {
        YamlScalarDecoder decoder = Run(text, range, style, indent, null);
        return new ScalarMap(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(decoder._runs), decoder._decoded, decoder._contentEnd);
    }

    /// <summary>The scalar's decoded value.</summary>
    public static string Decode(string text, SourceRange range, YamlScalarStyle style, int indent, SharedTexts texts)
    {
        YamlScalarDecoder decoder = Run(text, range, style, indent, ArrayPool<char>.Shared.Rent(range.Length));
        string value = texts.Get(decoder._value.AsSpan(0, decoder._decoded));
        ArrayPool<char>.Shared.Return(decoder._value!);
        return value;
    }

    private static YamlScalarDecoder Run(string text, SourceRange range, YamlScalarStyle style, int indent, char[]? value)
    {
        bool quoted = style is YamlScalarStyle.SingleQuoted or YamlScalarStyle.DoubleQuoted;
        bool block = style is YamlScalarStyle.Literal or YamlScalarStyle.Folded;
        int start = range.Start + (quoted ? 1 : 0);
        int end = quoted && range.Length >= 2 ? range.End - 1 : block ? text.Length : range.End;
        var decoder = new YamlScalarDecoder(text, start, Math.Max(start, end), value);
        if (block)
        {
            decoder.Block(style == YamlScalarStyle.Folded, indent);
        }
        else
        {
            decoder.Flow(style);
        }

        return decoder;
    }

    private void Flow(YamlScalarStyle style)
    {
        int linear = _at;
        while (_at < _end)
        {
            char c = _text[_at];
            if (YamlCharacters.IsPlainInQuotes(c))
            {
                _at++;
            }
            else if (c == '\'' && style == YamlScalarStyle.SingleQuoted)
            {
                Linear(linear, _at);
                Atom("'", _at, 2);
                _at += 2;
                linear = _at;
            }
            else if (c == '\\' && style == YamlScalarStyle.DoubleQuoted)
            {
                Linear(linear, _at);
                Escape();
                linear = _at;
            }
            else if (c is ' ' or '\t' || IsBreak(c))
            {
                int blank = _at;
                while (_at < _end && _text[_at] is ' ' or '\t')
                {
                    _at++;
                }

                if (_at < _end && IsBreak(_text[_at]))
                {
                    Linear(linear, blank);
                    FoldBreaks();
                    linear = _at;
                }
            }
            else
            {
                _at++;
            }
        }

        Linear(linear, _end);
        _contentEnd = _end;
    }

    /// <summary>One line break is a space; of several the first is dropped.</summary>
    private void FoldBreaks()
    {
        int first = _at;
        int firstLength = BreakLength(first);
        bool keepsFirst = _text[first] is '\u2028' or '\u2029';
        _at += firstLength;
        if (keepsFirst)
        {
            Break(first, firstLength);
        }

        if (!Breaks() && !keepsFirst)
        {
            Atom(" ", first, firstLength);
        }
    }

    /// <summary>Passes blanks and line breaks; each of these stands for itself. Whether there was one.</summary>
    private bool Breaks()
    {
        bool any = false;
        while (_at < _end && (_text[_at] is ' ' or '\t' || IsBreak(_text[_at])))
        {
            if (!IsBreak(_text[_at]))
            {
                _at++;
                continue;
            }

            int length = BreakLength(_at);
            Break(_at, length);
            _at += length;
            any = true;
        }

        return any;
    }

    private void Escape()
    {
        int start = _at;
        char kind = start + 1 < _end ? _text[start + 1] : '\0';
        if (IsBreak(kind))
        {
            _at = start + 1 + BreakLength(start + 1);
            Breaks();
            return;
        }

        int digits = kind switch { 'x' => 2, 'u' => 4, 'U' => 8, _ => 0 };
        if (digits == 0)
        {
            _at = Math.Min(start + 2, _end);
            Atom(Simple(kind), start, _at - start);
            return;
        }

        _at = Math.Min(start + 2 + digits, _end);
        int code = Hex(start + 2, _at);
        Atom(code is < 0 or > 0x10FFFF or (>= 0xD800 and <= 0xDFFF) ? "\uFFFD" : char.ConvertFromUtf32(code), start, _at - start);
    }

    private int Hex(int from, int to) =>
        int.TryParse(_text.AsSpan(from, Math.Max(0, to - from)), System.Globalization.NumberStyles.AllowHexSpecifier, System.Globalization.CultureInfo.InvariantCulture, out int code) ? code : -1;

    private static string Simple(char kind) => kind switch
    {
        '0' => "\0",
        'a' => "\a",
        'b' => "\b",
        't' or '\t' => "\t",
        'n' => "\n",
        'v' => "\v",
        'f' => "\f",
        'r' => "\r",
        'e' => "\u001B",
        'N' => "\u0085",
        '_' => "\u00A0",
        'L' => "\u2028",
        'P' => "\u2029",
        _ => kind.ToString(),
    };

    /// <summary>Passes the line that a block scalar begins with; gives 1 where it keeps its last line breaks, -1 where it strips them, 0 where it clips them.</summary>
    private int BlockHeader()
    {
        int chomping = 0;
        _at++;
        while (_at < _end && (_text[_at] is '+' or '-' || char.IsAsciiDigit(_text[_at])))
        {
            chomping = _text[_at] switch { '+' => 1, '-' => -1, _ => chomping };
            _at++;
        }

        _contentEnd = _at;
        while (_at < _end && !IsBreak(_text[_at]))
        {
            _at++;
        }

        if (_at < _end)
        {
            _at += BreakLength(_at);
        }

        return chomping;
    }

    private void Block(bool folded, int indent)
    {
        int chomping = BlockHeader();
        var trailing = new List<int>();
        (int At, int Length) leading = default;
        bool leadingBlank = false;
        int column = BlockBreaks(indent, trailing);
        while (_at < _end && column == indent)
        {
            bool blank = _text[_at] is ' ' or '\t';
            LineBreaks(leading, trailing, isFold: folded && !leadingBlank && !blank);
            trailing.Clear();
            leadingBlank = blank;
            int start = _at;
            int length = _text.AsSpan(_at, _end - _at).IndexOfAny(YamlCharacters.Breaks);
            _at = length < 0 ? _end : _at + length;
            Linear(start, _at);
            _contentEnd = _at;
            if (_at >= _end)
            {
                leading = default;
                break;
            }

            leading = (_at, BreakLength(_at));
            _at += leading.Length;
            column = BlockBreaks(indent, trailing);
        }

        if (chomping != -1 && leading.Length > 0)
        {
            Break(leading.At, leading.Length);
        }

        if (chomping == 1)
        {
            foreach (int at in trailing)
            {
                Break(at, BreakLength(at));
            }
        }

        // The end of a value that ends in line breaks is the last of them, not past it on the next line.
        if (_runs is [.., { IsLinear: false } last])
        {
            _contentEnd = Math.Max(_contentEnd, last.SourceStart);
        }
    }

    /// <summary>What the line breaks before a line of a block scalar stand for: the one that ends the line before, and those of blank lines.</summary>
    private void LineBreaks((int At, int Length) leading, List<int> trailing, bool isFold)
    {
        if (leading.Length > 0)
        {
            if (!isFold || _text[leading.At] is '\u2028' or '\u2029')
            {
                Break(leading.At, leading.Length);
            }
            else if (trailing.Count == 0)
            {
                Atom(" ", leading.At, leading.Length);
            }
        }

        foreach (int at in trailing)
        {
            Break(at, BreakLength(at));
        }
    }

    /// <summary>Passes blank lines and the indentation of the next; gives its column.</summary>
    private int BlockBreaks(int indent, List<int> breaks)
    {
        while (true)
        {
            int column = 0;
            while (_at < _end && _text[_at] == ' ' && column < indent)
            {
                _at++;
                column++;
            }

            if (_at >= _end || !IsBreak(_text[_at]))
            {
                return column;
            }

            int length = BreakLength(_at);
            breaks.Add(_at);
            _at += length;
        }
    }

    private void Linear(int start, int end)
    {
        if (end <= start)
        {
            return;
        }

        _runs?.Add(new ScalarMap.Run(_decoded, start, end - start, IsLinear: true));
        Append(_text.AsSpan(start, end - start));
    }

    private void Atom(string decoded, int start, int length)
    {
        _runs?.Add(new ScalarMap.Run(_decoded, start, length, IsLinear: false));
        Append(decoded);
    }

    private void Append(ReadOnlySpan<char> decoded)
    {
        if (_value is not null)
        {
            if (_value.Length - _decoded < decoded.Length)
            {
                char[] larger = ArrayPool<char>.Shared.Rent(2 * (_decoded + decoded.Length));
                _value.AsSpan(0, _decoded).CopyTo(larger);
                ArrayPool<char>.Shared.Return(_value);
                _value = larger;
            }

            decoded.CopyTo(_value.AsSpan(_decoded));
        }

        _decoded += decoded.Length;
    }

    private void Break(int start, int length) => Atom(_text[start] is '\u2028' or '\u2029' ? _text[start].ToString() : "\n", start, length);

    private int BreakLength(int at) => _text[at] == '\r' && at + 1 < _text.Length && _text[at + 1] == '\n' ? 2 : 1;

    private static bool IsBreak(char c) => YamlCharacters.IsBreak(c);
}
