using System.Text;

namespace PromRuleLint.Templates.Execution;

/// <summary><c>fmt.Sprintf</c>: a format and its arguments.</summary>
internal sealed class GoFormat
{
    // Go refuses greater widths and precisions.
    private const int MaxNumber = 1_000_000;

    private readonly string _format;
    private readonly IReadOnlyList<object?> _arguments;
    private readonly StringBuilder _text = new();
    private int _at;
    private int _argument;
    private bool _reordered;
    private bool _goodIndex;

    private GoFormat(string format, IReadOnlyList<object?> arguments)
    {
        _format = format;
        _arguments = arguments;
    }

    /// <summary>Formats; what does not fit is printed in its place, as Go does.</summary>
    public static string Format(string format, IReadOnlyList<object?> arguments) => new GoFormat(format, arguments).Run();

    private string Run()
    {
        bool everReordered = false;
        while (_at < _format.Length && _text.Length < GoPrinter.MaxLength)
        {
            int percent = _format.IndexOf('%', _at);
            if (percent < 0)
            {
                percent = _format.Length;
            }

            _text.Append(_format, _at, percent - _at);
            _at = percent;
            if (_at < _format.Length)
            {
                _at++;
                _goodIndex = true;
                _reordered = false;
                ReadVerb();
                everReordered |= _reordered;
            }
        }

        if (!everReordered && _argument < _arguments.Count)
        {
            AppendExtra();
        }

        return _text.ToString();
    }

    private void AppendExtra()
    {
        _text.Append("%!(EXTRA ");
        for (int i = _argument; i < _arguments.Count; i++)
        {
            _text.Append(i > _argument ? ", " : "");
            if (_arguments[i] is null or NilValue)
            {
                _text.Append("<nil>");
                continue;
            }

            _text.Append(GoTypes.NameOf(_arguments[i])).Append('=');
            GoPrinter.AppendValue(_text, _arguments[i], new FormatVerb { Verb = 'v' }, depth: 0);
        }

        _text.Append(')');
    }

    private void ReadVerb()
    {
        FormatVerb verb = ReadFlags();
        bool afterIndex = ReadArgumentIndex();
        if (Peek() == '*')
        {
            _at++;
            verb = Star(verb);
            afterIndex = false;
        }
        else if (ReadNumber(out int width))
        {
            verb = verb with { Width = width };
            _goodIndex &= !afterIndex;
        }

        if (Peek() == '.')
        {
            _at++;
            _goodIndex &= !afterIndex;
            afterIndex = ReadArgumentIndex();
            if (Peek() == '*')
            {
                _at++;
                verb = StarPrecision(verb);
                afterIndex = false;
            }
            else
            {
                verb = verb with { Precision = ReadNumber(out int precision) ? precision : 0 };
            }
        }

        if (!afterIndex)
        {
            ReadArgumentIndex();
        }

        if (_at >= _format.Length)
        {
            _text.Append("%!(NOVERB)");
            return;
        }

        Rune.DecodeFromUtf16(_format.AsSpan(_at), out Rune rune, out int length);
        _at += length;
        Print(verb, rune);
    }

    private void Print(FormatVerb verb, Rune rune)
    {
        if (rune.Value == '%')
        {
            _text.Append('%');
        }
        else if (!_goodIndex)
        {
            _text.Append("%!").Append(rune.ToString()).Append("(BADINDEX)");
        }
        else if (_argument >= _arguments.Count)
        {
            _text.Append("%!").Append(rune.ToString()).Append("(MISSING)");
        }
        else
        {
            object? value = _arguments[_argument++];
            if (!rune.IsBmp)
            {
                _text.Append("%!").Append(rune.ToString()).Append('(').Append(GoTypes.NameOf(value)).Append('=').Append(GoPrinter.Print([value])).Append(')');
                return;
            }

            GoPrinter.AppendValue(_text, value, verb with { Verb = (char)rune.Value }, depth: 0);
        }
    }

    private FormatVerb ReadFlags()
    {
        var verb = new FormatVerb();
        while (true)
        {
            switch (Peek())
            {
                case '-':
                    verb = verb with { Minus = true, Zero = false };
                    break;
                case '+':
                    verb = verb with { Plus = true };
                    break;
                case '#':
                    verb = verb with { Sharp = true };
                    break;
                case ' ':
                    verb = verb with { Space = true };
                    break;
                case '0':
                    verb = verb with { Zero = !verb.Minus };
                    break;
                default:
                    return verb;
            }

            _at++;
        }
    }

    private FormatVerb Star(FormatVerb verb)
    {
        if (_argument < _arguments.Count && _arguments[_argument++] is long width and >= -MaxNumber and <= MaxNumber)
        {
            return width < 0 ? verb with { Width = (int)-width, Minus = true, Zero = false } : verb with { Width = (int)width };
        }

        _text.Append("%!(BADWIDTH)");
        return verb;
    }

    private FormatVerb StarPrecision(FormatVerb verb)
    {
        if (_argument < _arguments.Count && _arguments[_argument++] is long precision and >= -MaxNumber and <= MaxNumber)
        {
            if (precision >= 0)
            {
                return verb with { Precision = (int)precision };
            }
        }

        _text.Append("%!(BADPREC)");
        return verb;
    }

    /// <summary>An explicit argument such as <c>[2]</c>; false where none stands there.</summary>
    private bool ReadArgumentIndex()
    {
        if (Peek() != '[')
        {
            return false;
        }

        _reordered = true;
        int close = _format.IndexOf(']', _at);
        if (close < 0)
        {
            _goodIndex = false;
            _at++;
            return false;
        }

        bool isNumber = int.TryParse(_format.AsSpan(_at + 1, close - _at - 1), System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out int number);
        _at = close + 1;
        if (!isNumber || number < 1 || number > _arguments.Count)
        {
            _goodIndex = false;
            return false;
        }

        _argument = number - 1;
        return true;
    }

    private bool ReadNumber(out int number)
    {
        number = 0;
        int start = _at;
        while (char.IsAsciiDigit(Peek()))
        {
            number = Math.Min((number * 10) + (Peek() - '0'), MaxNumber);
            _at++;
        }

        return _at > start;
    }

    private char Peek() => _at < _format.Length ? _format[_at] : '\0';
}
