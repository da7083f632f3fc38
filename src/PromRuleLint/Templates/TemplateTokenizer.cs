using System.Buffers;
using System.Globalization;
using System.Text;

namespace PromRuleLint.Templates;

/// <summary>
/// Splits a template into tokens as Go's lexer does. After a fault it goes on behind the next <c>}}</c>, so that the faults of
/// the actions that follow are found as well.
/// </summary>
internal ref struct TemplateTokenizer
{
    private readonly string _text;
    /// <summary>How many tokens an action and the text before it usually are.</summary>
    private const int TokensOfAction = 8;

    // Between two looks at whether the work was ended.
    private const int TokensAtOnce = 1024;

    private readonly CancellationToken _cancellation;
    private Token[] _tokens;
    private int _count;
    private List<TokenFault>? _faults;
    private Stack<int>? _parens;
    private int _pos;
    private int _actionStart;

    private TemplateTokenizer(string text, CancellationToken cancellation)
    {
        _cancellation = cancellation;
        _text = text;
        _tokens = ArrayPool<Token>.Shared.Rent((text.AsSpan().Count("{{") * TokensOfAction) + 2);
    }

    /// <summary>Reads all tokens; the last is <see cref="TokenKind.End"/>.</summary>
    /// <param name="text">The template.</param>
    /// <param name="faults">What is wrong with tokens of the kind <see cref="TokenKind.Error"/>; null for nothing.</param>
    /// <param name="cancellation">Ends the work early.</param>
    /// <returns>An array of the pool, which wants it back; what stands behind the end means nothing.</returns>
    public static Token[] Lex(string text, out List<TokenFault>? faults, CancellationToken cancellation = default)
    {
        var tokenizer = new TemplateTokenizer(text, cancellation);
        while (tokenizer._pos < text.Length)
        {
            if (tokenizer.ReadText())
            {
                tokenizer.ReadAction();
            }
        }

        tokenizer.Emit(TokenKind.End, text.Length, text.Length);
        faults = tokenizer._faults;
        return tokenizer._tokens;
    }

    /// <summary>Go's <c>unicode.IsLetter</c>, <c>unicode.IsDigit</c> or an underscore; gives the length in code units.</summary>
    private static bool IsAlphaNumeric(string text, int pos, out int length)
    {
        length = 1;
        if (pos >= text.Length)
        {
            return false;
        }

        char c = text[pos];
        if (c < 0x80)
        {
            return char.IsAsciiLetterOrDigit(c) || c == '_';
        }

        if (Rune.DecodeFromUtf16(text.AsSpan(pos), out Rune rune, out length) != OperationStatus.Done)
        {
            return false;
        }

        return Rune.IsLetter(rune) || Rune.GetUnicodeCategory(rune) == UnicodeCategory.DecimalDigitNumber;
    }

    private static bool IsSpace(char c) => c is ' ' or '\t' or '\r' or '\n';

    private char At(int pos) => pos < _text.Length ? _text[pos] : '\0';

    private bool StandsAt(int pos, char first, char second) => At(pos) == first && At(pos + 1) == second;

    private void Emit(TokenKind kind, int start, int end, int extra = 0)
    {
        if (_count % TokensAtOnce == 0)
        {
            _cancellation.ThrowIfCancellationRequested();
        }

        if (_count == _tokens.Length)
        {
            Token[] more = ArrayPool<Token>.Shared.Rent(_count * 2);
            _tokens.CopyTo(more, 0);
            ArrayPool<Token>.Shared.Return(_tokens);
            _tokens = more;
        }

        _tokens[_count++] = new Token(kind, start, end, extra);
    }

    private void Fail(int start, int end, string message, string? replacement = null)
    {
        _faults ??= [];
        Emit(TokenKind.Error, start, Math.Min(end, _text.Length), _faults.Count);
        _faults.Add(new TokenFault(message, replacement));
    }

    /// <summary>Reads text and comments; true where an action begins.</summary>
    private bool ReadText()
    {
        int open = _text.IndexOf("{{", _pos, StringComparison.Ordinal);
        if (open < 0)
        {
            Emit(TokenKind.Text, _pos, _text.Length);
            _pos = _text.Length;
            return false;
        }

        bool trim = At(open + 2) == '-' && open + 3 < _text.Length && IsSpace(_text[open + 3]);
        int textEnd = open;
        while (trim && textEnd > _pos && IsSpace(_text[textEnd - 1]))
        {
            textEnd--;
        }

        if (textEnd > _pos)
        {
            Emit(TokenKind.Text, _pos, textEnd);
        }

        int after = open + 2 + (trim ? 2 : 0);
        if (StandsAt(after, '/', '*'))
        {
            ReadComment(open, after);
            return false;
        }

        Emit(TokenKind.LeftDelim, open, after);
        _actionStart = open;
        _parens?.Clear();
        _pos = after;
        return true;
    }

    private void ReadComment(int open, int start)
    {
        int close = _text.IndexOf("*/", start + 2, StringComparison.Ordinal);
        if (close < 0)
        {
            Fail(open, start + 2, "this comment is never closed: end it with '*/}}'");
            _pos = _text.Length;
            return;
        }

        _pos = close + 2;
        if (!AtRightDelim(_pos, out bool trim))
        {
            Fail(open, _pos, "a comment must be all that stands between '{{' and '}}'");
            Resync();
            return;
        }

        _pos += trim ? 4 : 2;
        Emit(TokenKind.Comment, open, _pos);
        SkipTrimmed(trim);
    }

    private bool AtRightDelim(int pos, out bool trim)
    {
        trim = pos < _text.Length && IsSpace(_text[pos]) && At(pos + 1) == '-' && StandsAt(pos + 2, '}', '}');
        return trim || StandsAt(pos, '}', '}');
    }

    private void SkipTrimmed(bool trim)
    {
        while (trim && _pos < _text.Length && IsSpace(_text[_pos]))
        {
            _pos++;
        }
    }

    /// <summary>After a fault: to behind the next right delimiter, or the end.</summary>
    private void Resync()
    {
        int close = _text.IndexOf("}}", Math.Min(_pos, _text.Length), StringComparison.Ordinal);
        if (close < 0)
        {
            _pos = _text.Length;
            return;
        }

        Emit(TokenKind.RightDelim, close, close + 2);
        _pos = close + 2;
    }

    private void ReadAction()
    {
        while (true)
        {
            if (AtRightDelim(_pos, out bool trim))
            {
                if (_parens is not null && _parens.TryPeek(out int paren))
                {
                    Fail(paren, paren + 1, "this parenthesis is never closed");
                }

                int start = _pos;
                _pos += trim ? 4 : 2;
                Emit(TokenKind.RightDelim, start, _pos);
                SkipTrimmed(trim);
                return;
            }

            if (_pos >= _text.Length)
            {
                Fail(_actionStart, _actionStart + 2, "this action is never closed: '}}' is missing");
                return;
            }

            if (!ReadInsideAction())
            {
                Resync();
                return;
            }
        }
    }

    /// <summary>Reads one token inside an action; false after a fault, with the position where the search for the end begins.</summary>
    private bool ReadInsideAction()
    {
        int start = _pos;
        char c = _text[start];
        switch (c)
        {
            case ' ' or '\t' or '\r' or '\n':
                ReadSpace();
                return true;
            case '=':
                return Single(TokenKind.Assign);
            case '|':
                return Single(TokenKind.Pipe);
            case ',':
                return Single(TokenKind.Comma);
            case '(':
                (_parens ??= new()).Push(start);
                return Single(TokenKind.LeftParen);
            case ')':
                return CloseParen(start);
            case ':':
                return LexDeclare(start);
            case '"':
                return ReadQuoted('"', TokenKind.String, "this string is never closed: '\"' is missing (a string in double quotes ends on its own line)");
            case '\'':
                return ReadQuoted('\'', TokenKind.CharConstant, "this character constant is never closed; strings stand in double quotes or backquotes");
            case '`':
                return ReadRawQuoted();
            case '$':
                return ReadName(start + 1, TokenKind.Variable, TokenKind.Variable);
            case '.' when start + 1 < _text.Length && !char.IsAsciiDigit(_text[start + 1]):
                return ReadName(start + 1, TokenKind.Field, TokenKind.Dot);
            case '.' or '+' or '-' or (>= '0' and <= '9'):
                return ReadNumber();
        }

        if (IsAlphaNumeric(_text, start, out _))
        {
            return ReadName(start, TokenKind.Identifier, TokenKind.Identifier);
        }

        return c is > ' ' and < '\x7f' ? Single(TokenKind.Char) : Disallowed(start);
    }

    private bool CloseParen(int start)
    {
        if (_parens is not null && _parens.TryPop(out _))
        {
            return Single(TokenKind.RightParen);
        }

        Fail(start, start + 1, "this parenthesis closes nothing");
        _pos++;
        return false;
    }

    private bool LexDeclare(int start)
    {
        if (At(start + 1) == '=')
        {
            Emit(TokenKind.Declare, start, start + 2);
            _pos += 2;
            return true;
        }

        Fail(start, start + 1, "':' means nothing here; a variable is declared by ':='");
        _pos++;
        return false;
    }

    /// <summary>A character that no token has.</summary>
    private bool Disallowed(int start)
    {
        Rune.DecodeFromUtf16(_text.AsSpan(start), out Rune rune, out int length);
        bool space = Rune.IsWhiteSpace(rune);
        Fail(start, start + length, $"U+{rune.Value:X4} is not allowed in an action" + (space ? "; write an ordinary space" : string.Empty), space ? " " : null);
        _pos += length;
        return false;
    }

    private bool Single(TokenKind kind)
    {
        Emit(kind, _pos, _pos + 1);
        _pos++;
        return true;
    }

    private void ReadSpace()
    {
        int start = _pos;
        while (_pos < _text.Length && IsSpace(_text[_pos]))
        {
            _pos++;
        }

        // The last space may belong to the trim marker of the right delimiter.
        if (AtRightDelim(_pos - 1, out bool trim) && trim)
        {
            _pos--;
        }

        if (_pos > start)
        {
            Emit(TokenKind.Space, start, _pos);
        }
    }

    private bool ReadQuoted(char quote, TokenKind kind, string message)
    {
        int start = _pos;
        int pos = start + 1;
        while (true)
        {
            char c = At(pos);
            if (c == '\\')
            {
                pos++;
                c = At(pos) == '\n' || pos >= _text.Length ? '\n' : 'x';
            }

            if (pos >= _text.Length || c == '\n')
            {
                int close = _text.IndexOf("}}", start, pos - start, StringComparison.Ordinal);
                int end = close < 0 ? pos : close;
                while (end > start + 1 && IsSpace(_text[end - 1]))
                {
                    end--;
                }

                Fail(start, end, message);
                _pos = start + 1;
                return false;
            }

            pos++;
            if (c == quote)
            {
                _pos = pos;
                Emit(kind, start, pos);
                return true;
            }
        }
    }

    private bool ReadRawQuoted()
    {
        int start = _pos;
        int close = _text.IndexOf('`', start + 1);
        if (close < 0)
        {
            Fail(start, start + 1, "this raw string is never closed: '`' is missing");
            _pos = start + 1;
            return false;
        }

        _pos = close + 1;
        Emit(TokenKind.RawString, start, _pos);
        return true;
    }

    /// <summary>Go's <c>lexFieldOrVariable</c> and <c>lexIdentifier</c>.</summary>
    private bool ReadName(int nameStart, TokenKind kind, TokenKind kindOfNothing)
    {
        int start = _pos;
        int pos = nameStart;
        bool empty = kind != TokenKind.Identifier && AtTerminator(pos);
        while (!empty && IsAlphaNumeric(_text, pos, out int length))
        {
            pos += length;
        }

        if (!AtTerminator(pos))
        {
            return FailBadCharacter(start, pos, kind);
        }

        if (kind == TokenKind.Identifier)
        {
            kind = _text.AsSpan(start, pos - start) switch
            {
                "true" or "false" => TokenKind.Bool,
                "nil" => TokenKind.Nil,
                "block" or "break" or "continue" or "define" or "else" or "end" or "if" or "range" or "template" or "with" => TokenKind.Keyword,
                _ => TokenKind.Identifier,
            };
        }

        Emit(empty ? kindOfNothing : kind, start, pos);
        _pos = pos;
        return true;
    }

    private bool FailBadCharacter(int start, int pos, TokenKind kind)
    {
        Rune.DecodeFromUtf16(_text.AsSpan(pos), out Rune rune, out int length);
        string name = _text[start..pos];
        string shown = Rune.IsControl(rune) || Rune.IsWhiteSpace(rune) ? $"U+{rune.Value:X4}" : $"'{rune}'";
        string hint = (kind, rune.Value) switch
        {
            (TokenKind.Field, '-' or '/') => "; a label whose name is no identifier is read by 'index $labels \"name\"'",
            (_, '[') => "; an element is read by 'index', a label by '.name'",
            (_, '"' or '`' or '\'') => "; a space is missing before it",
            (_, '=') => "; a space is missing before it",
            (_, '+' or '-' or '*' or '/' or '%' or '<' or '>' or '!' or '&') => "; templates have no operators: compare by 'eq', 'lt', 'and' …, calculate in the expression",
            _ => string.Empty,
        };
        Fail(pos, pos + length, $"{shown} is not allowed after '{name}'{hint}");
        _pos = pos;
        return false;
    }

    private bool AtTerminator(int pos) =>
        pos >= _text.Length || IsSpace(_text[pos]) || _text[pos] is '.' or ',' or '|' or ':' or ')' or '(' || StandsAt(pos, '}', '}');

    /// <summary>Go's <c>lexNumber</c>: it takes more than what is a number; the parser looks again.</summary>
    private bool ReadNumber()
    {
        int start = _pos;
        if (!ScanNumber(ref _pos))
        {
            return FailNumber(start);
        }

        if (At(_pos) is '+' or '-')
        {
            int split = _pos;
            if (!ScanNumber(ref _pos) || _text[_pos - 1] != 'i')
            {
                return FailNumber(start);
            }

            Emit(TokenKind.Complex, start, _pos, split);
            return true;
        }

        Emit(TokenKind.Number, start, _pos);
        return true;
    }

    private bool FailNumber(int start)
    {
        Fail(start, _pos, $"'{_text[start.._pos]}' is not a number");
        return false;
    }

    private bool ScanNumber(ref int pos)
    {
        const string Decimal = "0123456789_";
        if (At(pos) is '+' or '-')
        {
            pos++;
        }

        string digits = Decimal;
        if (At(pos) == '0')
        {
            pos++;
            digits = At(pos) switch
            {
                'x' or 'X' => "0123456789abcdefABCDEF_",
                'o' or 'O' => "01234567_",
                'b' or 'B' => "01_",
                _ => Decimal,
            };
            pos += digits.Length == Decimal.Length ? 0 : 1;
        }

        bool isDecimal = digits.Length == Decimal.Length;
        AcceptRun(ref pos, digits);
        if (At(pos) == '.')
        {
            pos++;
            AcceptRun(ref pos, digits);
        }

        if ((isDecimal && At(pos) is 'e' or 'E') || (digits.Length > Decimal.Length && At(pos) is 'p' or 'P'))
        {
            pos++;
            if (At(pos) is '+' or '-')
            {
                pos++;
            }

            AcceptRun(ref pos, Decimal);
        }

        if (At(pos) == 'i')
        {
            pos++;
        }

        if (IsAlphaNumeric(_text, pos, out int length))
        {
            pos += length;
            return false;
        }

        return true;
    }

    private void AcceptRun(ref int pos, string digits)
    {
        while (pos < _text.Length && digits.Contains(_text[pos]))
        {
            pos++;
        }
    }
}
