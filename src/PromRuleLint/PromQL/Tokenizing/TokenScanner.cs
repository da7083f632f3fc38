using System.Buffers;
using PromRuleLint.Text;
using Superpower.Model;

namespace PromRuleLint.PromQL.Tokenizing;

/// <summary>The state of splitting one text: where it stands, between which brackets, and what has been found.</summary>
internal ref struct TokenScanner(string text, bool isMetricsQL)
{
    private Token<PromQLToken>[] _tokens = ArrayPool<Token<PromQLToken>>.Shared.Rent(Math.Min((text.Length / 3) + 8, 4096));
    private int _count;
    private List<PromQLError>? _errors;
    private List<PromQLComment>? _comments;
    private NestingCounter _nesting;
    private int _parenthesesAtBracket;
    private bool _isLogQL;

    /// <summary>The text.</summary>
    public readonly string Text => text;

    /// <summary>Whether the words of MetricsQL are known.</summary>
    public readonly bool IsMetricsQL => isMetricsQL;

    /// <summary>Offset of the next character.</summary>
    public int At { get; private set; }

    /// <summary>Whether it stands between braces.</summary>
    public bool IsInBraces { get; private set; }

    /// <summary>Whether it stands between square brackets.</summary>
    public bool IsInBrackets { get; private set; }

    /// <summary>Whether the brackets have no number yet: until the first one the reference reads with stricter rules.</summary>
    public bool IsBracketFresh { get; private set; }

    /// <summary>Whether any brackets had a number.</summary>
    public bool HasBracketNumber { get; private set; }

    /// <summary>Whether something does not fit in these braces; what else does not fit follows from it.</summary>
    public bool IsFaultInBraces { get; set; }

    /// <summary>Whether words of MetricsQL were found that PromQL has not.</summary>
    public bool IsBeyondPromQL { get; set; }

    /// <summary>Whether MetricsQL of a form was found that is not read.</summary>
    public bool IsUnreadable { get; set; }

    public ScannedText Run()
    {
        while (Next())
        {
            if (_count >= PromQLTokenizer.MaxTokens || _nesting.IsTooDeep)
            {
                return TooMuch();
            }
        }

        At = text.Length;
        Emit(PromQLToken.End, text.Length);
        return new ScannedText(_tokens, _count, _errors, _comments) { IsLogQL = _isLogQL, IsBeyondPromQL = IsBeyondPromQL, IsUnreadable = IsUnreadable };
    }

    /// <summary>The character some way ahead; U+0000 behind the end.</summary>
    public readonly char Peek(int ahead) => At + ahead < text.Length ? text[At + ahead] : '\0';

    /// <summary>The text up to an offset.</summary>
    public readonly ReadOnlySpan<char> UpTo(int end) => text.AsSpan(At, end - At);

    /// <summary>The text that is left.</summary>
    public readonly ReadOnlySpan<char> Rest() => text.AsSpan(At);

    /// <summary>The kind of a token that was found, counted from the last one at 1; <see cref="PromQLToken.None"/> before the first.</summary>
    public readonly PromQLToken Last(int back = 1) => _count < back ? PromQLToken.None : _tokens[_count - back].Kind;

    /// <summary>The offset of the first character from <paramref name="from"/> on that is no white space.</summary>
    public readonly int SkipSpace(int from)
    {
        while (from < text.Length && text[from] is ' ' or '\t' or '\n' or '\r')
        {
            from++;
        }

        return from;
    }

    /// <summary>Adds the token from here to an offset, and goes there.</summary>
    public void Emit(PromQLToken kind, int end)
    {
        if (_count == _tokens.Length)
        {
            Token<PromQLToken>[] larger = ArrayPool<Token<PromQLToken>>.Shared.Rent(_count * 2);
            Array.Copy(_tokens, larger, _count);
            ArrayPool<Token<PromQLToken>>.Shared.Return(_tokens);
            _tokens = larger;
        }

        // Only offsets are asked for; lines are counted where a finding is reported.
        var position = new Position(At, 1, At + 1);
        _tokens[_count++] = new Token<PromQLToken>(kind, new TextSpan(text, position, end - At));
        At = end;
    }

    /// <summary>The same for a token that makes the tree deeper.</summary>
    public void EmitNesting(PromQLToken kind, int end)
    {
        _nesting.Add();
        Emit(kind, end);
    }

    /// <summary>Goes to an offset without a token.</summary>
    public void PassOver(int end) => At = end;

    public void OpenParenthesis()
    {
        _nesting.Open();
        Emit(PromQLToken.LeftParen, At + 1);
    }

    public void CloseParenthesis()
    {
        // A bracket that is not closed ends with the parenthesis around it.
        IsInBrackets &= _nesting.Parentheses > _parenthesesAtBracket;
        _nesting.Close();
        Emit(PromQLToken.RightParen, At + 1);
    }

    public void OpenBrace()
    {
        IsInBraces = true;
        IsFaultInBraces = false;
        Emit(PromQLToken.LeftBrace, At + 1);
    }

    public void CloseBrace()
    {
        IsInBraces = false;
        Emit(PromQLToken.RightBrace, At + 1);
    }

    public void OpenBracket()
    {
        if (!IsInBrackets)
        {
            IsInBrackets = true;
            IsBracketFresh = true;
            _parenthesesAtBracket = _nesting.Parentheses;
        }

        EmitNesting(PromQLToken.LeftBracket, At + 1);
    }

    public void CloseBracket()
    {
        IsInBrackets = false;
        Emit(PromQLToken.RightBracket, At + 1);
    }

    /// <summary>Remembers that the brackets have a number.</summary>
    public void EndFreshBracket()
    {
        IsBracketFresh = false;
        HasBracketNumber = true;
    }

    /// <summary>A comma outside of braces.</summary>
    public void Separate()
    {
        _nesting.Separate();
        Emit(PromQLToken.Comma, At + 1);
    }

    public void AddError(PromQLError error) => (_errors ??= []).Add(error);

    public void AddError(int start, int end, string message) => AddError(new PromQLError(PromQLErrorKind.Syntax, new TextRange(start, end), message));

    /// <summary>Adds the errors of the escapes of a string.</summary>
    public void CheckString(TextRange literal) => StringDecoder.Check(text, literal, ref _errors);

    /// <summary>Ends here: the text is LogQL, and nothing else is wrong with it.</summary>
    public void EndAsLogQL(PromQLError error)
    {
        _errors = [error];
        _isLogQL = true;
        At = text.Length;
    }

    /// <summary>Reads one token or comment; false at the end of the text.</summary>
    private bool Next()
    {
        WorkCounter.Step();
        if (Peek(0) <= ' ')
        {
            At = SkipSpace(At);
        }

        if (At >= text.Length)
        {
            return false;
        }

        char c = text[At];
        if (c == '#' && !(IsInBrackets && IsBracketFresh))
        {
            Comment();
        }
        else if (IsInBraces)
        {
            MatcherTokens.Scan(ref this, c);
        }
        else if (IsInBrackets)
        {
            RangeTokens.Scan(ref this, c);
        }
        else if (WordTokens.IsStart(c))
        {
            WordTokens.Scan(ref this);
        }
        else if (NumberTokens.IsStart(c, Peek(1)))
        {
            NumberTokens.Scan(ref this);
        }
        else
        {
            SignTokens.Scan(ref this, c);
        }

        return true;
    }

    private void Comment()
    {
        int length = Rest().IndexOfAny('\n', '\r');
        int end = length < 0 ? text.Length : At + length;
        (_comments ??= []).Add(new PromQLComment(new TextRange(At, end)));
        At = end;
    }

    private ScannedText TooMuch()
    {
        string message = _count >= PromQLTokenizer.MaxTokens
            ? $"the expression is too long: it has more than {PromQLTokenizer.MaxTokens} tokens"
            : _nesting.Parentheses > PromQLTokenizer.MaxParentheses
                ? $"the expression nests too deeply: more than {PromQLTokenizer.MaxParentheses} parentheses are open here"
                : $"the expression nests too deeply: more than {PromQLTokenizer.MaxNesting} operators and parentheses hang together here";
        int start = _count == 0 ? 0 : _tokens[_count - 1].Position.Absolute;
        _errors = [new PromQLError(PromQLErrorKind.TooDeep, new TextRange(start, At), message)];
        _count = 0;
        At = text.Length;
        Emit(PromQLToken.End, text.Length);
        return new ScannedText(_tokens, _count, _errors, _comments);
    }
}
