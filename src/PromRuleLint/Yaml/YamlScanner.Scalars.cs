using System.Buffers;
using PromRuleLint.Text;
using YamlDotNet.Core;
using YamlDotNet.Core.Tokens;

namespace PromRuleLint.Yaml;

/// <content>Where scalars, tags and directives end; what a scalar's text means is <see cref="YamlScalarDecoder"/>'s.</content>
internal sealed partial class YamlScanner
{
    private static readonly SearchValues<char> TagCharacters =
        SearchValues.Create("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_;/?:@&=+$.,!~*'()");

    private void ScanPlainScalar()
    {
        int start = _at;
        int end = start;
        int indent = _indent + 1;
        bool leadingBlanks = false;
        bool folds = false;
        while (true)
        {
            if (IsDocumentIndicator() || (_at < _text.Length && _text[_at] == '#'))
            {
                break;
            }

            int wordStart = _at;
            while (_at < _text.Length && (YamlCharacters.IsOfWord(_text[_at]) || !EndsPlain(_text[_at])))
            {
                _at++;
            }

            if (_at > wordStart)
            {
                folds |= leadingBlanks;
                leadingBlanks = false;
                end = _at;
            }

            if (_at >= _text.Length || !(_text[_at] is ' ' or '\t' || IsBreak(_text[_at])))
            {
                break;
            }

            SkipBlanksInPlain(indent, ref leadingBlanks);
            if (_flowLevel == 0 && Column < indent)
            {
                break;
            }
        }

        if (leadingBlanks)
        {
            _simpleKeyAllowed = true;
        }

        var range = new SourceRange(start, end);
        string value = folds ? YamlScalarDecoder.Decode(_text, range, YamlScalarStyle.Plain, 0, _texts) : _texts.Get(range.In(_text));
        _tokens.AddScalar(value, ScalarStyle.Plain, range);
    }

    /// <summary>Skips the blanks and line breaks between two words of a plain scalar.</summary>
    private void SkipBlanksInPlain(int indent, ref bool leadingBlanks)
    {
        while (_at < _text.Length && (_text[_at] is ' ' or '\t' || IsBreak(_text[_at])))
        {
            if (IsBreak(_text[_at]))
            {
                SkipBreak();
                leadingBlanks = true;
                continue;
            }

            if (leadingBlanks && Column < indent && _text[_at] == '\t')
            {
                throw Error(_at, _at + 1, "A tab cannot indent YAML; use spaces.");
            }

            _at++;
        }
    }

    private bool EndsPlain(char c) => c switch
    {
        ' ' or '\t' => true,
        ':' => IsBlankOrEnd(_at + 1),
        ',' or '[' or ']' or '{' or '}' => _flowLevel > 0,
        '?' => _flowLevel > 0 && IsBlankOrEnd(_at + 1),
        _ => IsBreak(c),
    };

    private void ScanQuotedScalar(char quote)
    {
        int open = _at;
        _scalarStart = open;
        _at++;
        bool isPlain = true;
        while (true)
        {
            if (_at >= _text.Length)
            {
                throw Error(open, open + 1, $"This {quote} is not closed.");
            }

            char c = _text[_at];
            if (YamlCharacters.IsPlainInQuotes(c))
            {
                _at++;
                continue;
            }

            if (c == quote)
            {
                if (quote == '\'' && _at + 1 < _text.Length && _text[_at + 1] == '\'')
                {
                    isPlain = false;
                    _at += 2;
                    continue;
                }

                break;
            }

            if (IsBreak(c))
            {
                isPlain = false;
                SkipBreak();
                if (IsDocumentIndicator())
                {
                    throw Error(open, open + 1, $"This {quote} is not closed before the document ends.");
                }
            }
            else if (c == '\\' && quote == '"')
            {
                isPlain = false;
                SkipEscape();
            }
            else
            {
                _at++;
            }
        }

        _at++;
        _scalarStart = -1;
        var range = new SourceRange(open, _at);
        YamlScalarStyle style = quote == '\'' ? YamlScalarStyle.SingleQuoted : YamlScalarStyle.DoubleQuoted;
        string value = isPlain ? _texts.Get(_text.AsSpan(open + 1, _at - open - 2)) : YamlScalarDecoder.Decode(_text, range, style, 0, _texts);
        _tokens.AddScalar(value, quote == '\'' ? ScalarStyle.SingleQuoted : ScalarStyle.DoubleQuoted, range);
    }

    private void SkipEscape()
    {
        int start = _at;
        char kind = _at + 1 < _text.Length ? _text[_at + 1] : '\0';
        if (IsBreak(kind))
        {
            _at++;
            SkipBreak();
            return;
        }

        int digits = kind switch { 'x' => 2, 'u' => 4, 'U' => 8, _ => 0 };
        if (digits == 0)
        {
            if (!"0abt\tnvfre \"'\\N_LP".Contains(kind))
            {
                throw Error(start, start + 2, $"There is no escape '\\{kind}' in double quotes; write '\\\\{kind}', or use single quotes.");
            }

            _at += 2;
            return;
        }

        ReadOnlySpan<char> hex = _text.AsSpan(_at + 2, Math.Min(digits, _text.Length - _at - 2));
        if (hex.Length < digits || !uint.TryParse(hex, System.Globalization.NumberStyles.AllowHexSpecifier, System.Globalization.CultureInfo.InvariantCulture, out uint code))
        {
            throw Error(start, start + 2 + digits, $"'\\{kind}' needs {digits} hexadecimal digits after it.");
        }

        if (code is > 0x10FFFF or (>= 0xD800 and <= 0xDFFF))
        {
            throw Error(start, start + 2 + digits, "This escape is no Unicode character; write one beyond U+FFFF as '\\U' and eight digits.");
        }

        _at += 2 + digits;
    }

    private void ScanBlockScalar()
    {
        int start = _at;
        _scalarStart = start;
        bool folded = _text[_at] == '>';
        int increment = ScanBlockHeader(start);
        int end = _at;
        int indent = increment > 0 ? Math.Max(_indent, 0) + increment : 0;
        ScanBlockBreaks(ref indent, ref end);
        while (_at < _text.Length && Column == indent)
        {
            SkipToLineEnd();
            if (_at < _text.Length)
            {
                SkipBreak();
            }

            ScanBlockBreaks(ref indent, ref end);
        }

        _scalarStart = -1;
        var range = new SourceRange(start, end);
        string value = YamlScalarDecoder.Decode(_text, range, folded ? YamlScalarStyle.Folded : YamlScalarStyle.Literal, indent, _texts);
        _tokens.AddScalar(value, folded ? ScalarStyle.Folded : ScalarStyle.Literal, range, indent);
    }

    /// <summary>Passes the line of the <c>|</c>; gives the explicit indentation, 0 for none.</summary>
    private int ScanBlockHeader(int start)
    {
        int increment = 0;
        bool chomped = false;
        _at++;
        while (_at < _text.Length)
        {
            if (!chomped && _text[_at] is '+' or '-')
            {
                chomped = true;
            }
            else if (increment == 0 && char.IsAsciiDigit(_text[_at]))
            {
                increment = _text[_at] - '0';
                if (increment == 0)
                {
                    throw Error(_at, _at + 1, "An indentation indicator is a digit from 1 to 9.");
                }
            }
            else
            {
                break;
            }

            _at++;
        }

        while (_at < _text.Length && _text[_at] is ' ' or '\t')
        {
            _at++;
        }

        if (_at < _text.Length && _text[_at] == '#')
        {
            SkipToLineEnd();
        }

        if (_at < _text.Length)
        {
            if (!IsBreak(_text[_at]))
            {
                char indicator = _text[start];
                throw Error(_at, _at + 1, $"The text of a block begins on the line after '{indicator}'; put the value in quotes if it begins with '{indicator}'.");
            }

            SkipBreak();
        }

        return increment;
    }

    private void ScanBlockBreaks(ref int indent, ref int end)
    {
        end = _at;
        int max = 0;
        while (true)
        {
            while (_at < _text.Length && _text[_at] == ' ' && (indent == 0 || Column < indent))
            {
                _at++;
            }

            max = Math.Max(max, Column);
            if (_at < _text.Length && Column < indent && _text[_at] == '\t')
            {
                throw Error(_at, _at + 1, "A tab cannot indent YAML; use spaces.");
            }

            if (_at >= _text.Length || !IsBreak(_text[_at]))
            {
                break;
            }

            SkipBreak();
            end = _at;
        }

        if (indent == 0)
        {
            indent = Math.Max(max, Math.Max(_indent + 1, 1));
        }
    }

    private Tag ScanTag()
    {
        Mark start = Here;
        int at = _at;
        string handle;
        string suffix;
        if (at + 1 < _text.Length && _text[at + 1] == '<')
        {
            int close = _text.AsSpan(at).IndexOfAny('>', '\n', '\r');
            if (close < 0 || _text[at + close] != '>')
            {
                throw Error(at, at + 2, "This tag is not closed by '>'.");
            }

            handle = "";
            suffix = _text.Substring(at + 2, close - 2);
            _at = at + close + 1;
        }
        else
        {
            int end = at + 1;
            while (end < _text.Length && !IsBlankOrEnd(end) && !(_flowLevel > 0 && _text[end] is ',' or '[' or ']' or '{' or '}'))
            {
                end++;
            }

            int second = _text.AsSpan(at + 1, end - at - 1).IndexOf('!');
            handle = second >= 0 ? _text.Substring(at, second + 2) : "!";
            suffix = second >= 0 ? _text[(at + second + 2)..end] : _text[(at + 1)..end];
            if (second < 0 && suffix.Length == 0)
            {
                handle = "";
                suffix = "!";
            }

            _at = end;
        }

        if (suffix.AsSpan().IndexOfAnyExcept(TagCharacters) >= 0)
        {
            throw Error(at, _at, "This is no tag; put the value in quotes if it begins with '!'.");
        }

        if (!IsBlankOrEnd(_at) && !(_flowLevel > 0 && _text[_at] == ','))
        {
            throw Error(at, _at, "White space must follow a tag; put the value in quotes if it begins with '!'.");
        }

        return new Tag(handle, suffix, start, Here);
    }

    private void FetchDirective()
    {
        UnrollIndent(-1);
        RemoveSimpleKey();
        _simpleKeyAllowed = false;
        Mark start = Here;
        int from = _at;
        SkipToLineEnd();
        ReadOnlySpan<char> line = _text.AsSpan(from, _at - from);
        int comment = line.IndexOf(" #");
        string[] words = (comment < 0 ? line : line[..comment]).ToString().Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries);
        switch (words)
        {
            case ["%YAML", var version] when System.Version.TryParse(version, out System.Version? number):
                if (number is not { Major: 1, Minor: 1 })
                {
                    _errors.Add(new YamlError(YamlErrorKind.Syntax, new SourceRange(from, from + line.TrimEnd().Length), "Prometheus reads YAML 1.1 only and refuses a file with this directive; remove the line."));
                }

                _tokens.Add(new VersionDirective(new YamlDotNet.Core.Version(1, 1), start, Here));
                break;

            case ["%TAG", ['!', ..] handle, var prefix] when handle[^1] == '!':
                _tokens.Add(new TagDirective(handle, prefix, start, Here));
                break;

            default:
                throw Error(from, _at, "This directive is unknown; directives are '%YAML 1.1' and '%TAG'. Put quotes around a value that begins with '%'.");
        }
    }
}
