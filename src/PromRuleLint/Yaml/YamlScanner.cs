using PromRuleLint.Text;
using YamlDotNet.Core;
using YamlDotNet.Core.Tokens;

namespace PromRuleLint.Yaml;

/// <summary>
/// Tokens for YamlDotNet's parser, scanned as go-yaml's <c>scannerc.go</c> scans: what Prometheus reads is read, what it
/// refuses is refused. YamlDotNet's own scanner is stricter in some places (a continued double-quoted scalar at column 0)
/// and laxer in others. Every mark carries the offset in the text.
/// </summary>
internal sealed partial class YamlScanner : IScanner
{
    private const int MaxSimpleKeyLength = 1024;

    private readonly string _text;
    private readonly SharedTexts _texts;
    private readonly YamlTokenQueue _tokens = new();
    private readonly List<int> _indents = [];
    private readonly List<SimpleKey> _simpleKeys = [];
    private readonly Dictionary<int, int> _flowKeysByToken = [];
    private readonly List<YamlError> _errors = [];
    private int _at;
    private int _line = 1;
    private int _lineStart;
    private int _indent = -1;
    private int _flowLevel;
    private bool _simpleKeyAllowed;
    private bool _started;
    private bool _ended;
    private int _scalarStart = -1;

    /// <summary>Makes a scanner.</summary>
    /// <param name="text">The text.</param>
    /// <param name="texts">Makes the values.</param>
    public YamlScanner(string text, SharedTexts texts)
    {
        _text = text;
        _texts = texts;
    }

    public Mark CurrentPosition => Here;

    public Token? Current => _tokens.Current;

    /// <summary>The tokens, of which shared ones do not say where they stand.</summary>
    public YamlTokenQueue Tokens => _tokens;

    /// <summary>The faults that scanning went on after.</summary>
    public IReadOnlyList<YamlError> Errors => _errors;

    /// <summary>The part that was read of the quoted or block scalar that a fault is in; null where it is in none.</summary>
    public SourceRange? CutScalar => _scalarStart >= 0 ? new SourceRange(_scalarStart, _at) : null;

    private int Column => _at - _lineStart;

    private Mark Here => new(_at, _line, Column + 1);

    public bool MoveNext()
    {
        if (Current is not null)
        {
            ConsumeCurrent();
        }

        return MoveNextWithoutConsuming();
    }

    public bool MoveNextWithoutConsuming()
    {
        while (!_ended && NeedsMoreTokens())
        {
            FetchNextToken();
        }

        return _tokens.MoveNext();
    }

    public void ConsumeCurrent() => _tokens.ConsumeCurrent();

    private bool NeedsMoreTokens()
    {
        if (_tokens.IsEmpty)
        {
            return true;
        }

        // A key that may begin at the head of the queue is only known as one by the ':' after it.
        if (_simpleKeys[0] is { IsPossible: true } outer && outer.TokenNumber == _tokens.Consumed)
        {
            return IsValid(0);
        }

        return _flowLevel > 0 && _flowKeysByToken.TryGetValue(_tokens.Consumed, out int index) && IsValid(index);
    }

    private void FetchNextToken()
    {
        if (!_started)
        {
            _started = true;
            _simpleKeys.Add(default);
            _simpleKeyAllowed = true;
            _tokens.Add(new StreamStart(Here, Here));
            return;
        }

        ScanToNextToken();
        UnrollIndent(Column);
        if (_at >= _text.Length)
        {
            FetchStreamEnd();
            return;
        }

        char c = _text[_at];
        if (Column == 0 && c == '%')
        {
            FetchDirective();
            return;
        }

        if (IsDocumentIndicator())
        {
            FetchDocumentIndicator(c == '-');
            return;
        }

        if (!FetchIndicator(c))
        {
            FetchPlainScalar(c);
        }
    }

    /// <summary>Fetches what begins with a character that means something; false where a plain scalar must begin.</summary>
    private bool FetchIndicator(char c)
    {
        switch (c)
        {
            case '[' or '{':
                FetchFlowStart(c == '[');
                return true;
            case ']' or '}':
                FetchFlowEnd(c == ']');
                return true;
            case ',':
                RemoveSimpleKey();
                _simpleKeyAllowed = true;
                _tokens.Add(new FlowEntry(Here, Skip(1)));
                return true;
            case '-' when IsBlankOrEnd(_at + 1):
                FetchBlockEntry();
                return true;
            case '?' when IsBlankOrEnd(_at + 1):
                FetchKey();
                return true;
            case ':' when _flowLevel > 0 || IsBlankOrEnd(_at + 1):
                FetchValue();
                return true;
            case '*' or '&':
                FetchAnchor(c == '*');
                return true;
            case '!':
                SaveSimpleKey();
                _simpleKeyAllowed = false;
                _tokens.Add(ScanTag());
                return true;
            case '|' or '>' when _flowLevel == 0:
                RemoveSimpleKey();
                _simpleKeyAllowed = true;
                ScanBlockScalar();
                return true;
            case '\'' or '"':
                SaveSimpleKey();
                _simpleKeyAllowed = false;
                ScanQuotedScalar(c);
                return true;
            default:
                return false;
        }
    }

    private void FetchPlainScalar(char c)
    {
        bool startsPlain = c switch
        {
            '-' => _at + 1 >= _text.Length || _text[_at + 1] is not (' ' or '\t'),
            '?' or ':' => !IsBlankOrEnd(_at + 1),
            ',' or '[' or ']' or '{' or '}' or '#' or '&' or '*' or '!' or '|' or '>' or '\'' or '"' or '%' or '@' or '`' => false,
            _ => !IsBlankOrEnd(_at),
        };
        if (!startsPlain)
        {
            throw Error(_at, _at + 1, c == '\t'
                ? "A tab cannot indent YAML; use spaces."
                : $"No value can begin with '{c}'; put it in quotes.");
        }

        SaveSimpleKey();
        _simpleKeyAllowed = false;
        ScanPlainScalar();
    }

    private void ScanToNextToken()
    {
        while (_at < _text.Length)
        {
            if (Column == 0 && _text[_at] == '\uFEFF')
            {
                _at++;
            }

            while (_at < _text.Length && (_text[_at] == ' ' || (_text[_at] == '\t' && (_flowLevel > 0 || !_simpleKeyAllowed))))
            {
                _at++;
            }

            if (_at < _text.Length && _text[_at] == '#')
            {
                SkipToLineEnd();
            }

            if (_at >= _text.Length || !IsBreak(_text[_at]))
            {
                return;
            }

            SkipBreak();
            if (_flowLevel == 0)
            {
                _simpleKeyAllowed = true;
            }
        }
    }

    private void UnrollIndent(int column)
    {
        if (_flowLevel > 0)
        {
            return;
        }

        while (_indent > column)
        {
            _tokens.Add(YamlTokenQueue.BlockEnd, _at, _at);
            _indent = _indents[^1];
            _indents.RemoveAt(_indents.Count - 1);
        }
    }

    private void RollIndent(int column, int tokenNumber, bool isSequence, int at)
    {
        if (_flowLevel > 0 || _indent >= column)
        {
            return;
        }

        _indents.Add(_indent);
        _indent = column;
        Token token = isSequence ? YamlTokenQueue.BlockSequenceStart : YamlTokenQueue.BlockMappingStart;
        if (tokenNumber < 0)
        {
            _tokens.Add(token, at, at);
        }
        else
        {
            _tokens.Insert(tokenNumber, token, at);
        }
    }

    private void FetchStreamEnd()
    {
        UnrollIndent(-1);
        RemoveSimpleKey();
        _simpleKeyAllowed = false;
        _ended = true;
        _tokens.Add(new StreamEnd(Here, Here));
    }

    private void FetchDocumentIndicator(bool isStart)
    {
        UnrollIndent(-1);
        RemoveSimpleKey();
        _simpleKeyAllowed = false;
        Mark start = Here;
        Mark end = Skip(3);
        _tokens.Add(isStart ? new DocumentStart(start, end) : new DocumentEnd(start, end));
    }

    private void FetchFlowStart(bool isSequence)
    {
        SaveSimpleKey();
        _simpleKeys.Add(default);
        _flowLevel++;
        _simpleKeyAllowed = true;
        Mark start = Here;
        Mark end = Skip(1);
        _tokens.Add(isSequence ? new FlowSequenceStart(start, end) : new FlowMappingStart(start, end));
    }

    private void FetchFlowEnd(bool isSequence)
    {
        RemoveSimpleKey();
        if (_flowLevel > 0)
        {
            _flowLevel--;
            _simpleKeys.RemoveAt(_simpleKeys.Count - 1);
        }

        _simpleKeyAllowed = false;
        Mark start = Here;
        Mark end = Skip(1);
        _tokens.Add(isSequence ? new FlowSequenceEnd(start, end) : new FlowMappingEnd(start, end));
    }

    private void FetchBlockEntry()
    {
        if (_flowLevel == 0)
        {
            if (!_simpleKeyAllowed)
            {
                throw Error(_at, _at + 1, "A list item cannot begin here; begin it on a line of its own, or put the value in quotes if '- ' is part of it.");
            }

            RollIndent(Column, -1, isSequence: true, _at);
        }

        RemoveSimpleKey();
        _simpleKeyAllowed = true;
        _tokens.Add(YamlTokenQueue.BlockEntry, _at, _at + 1);
        _at++;
    }

    private void FetchKey()
    {
        if (_flowLevel == 0)
        {
            if (!_simpleKeyAllowed)
            {
                throw Error(_at, _at + 1, "A key cannot begin here; put the value in quotes if '? ' is part of it.");
            }

            RollIndent(Column, -1, isSequence: false, _at);
        }

        RemoveSimpleKey();
        _simpleKeyAllowed = _flowLevel == 0;
        _tokens.Add(YamlTokenQueue.Key, _at, _at + 1);
        _at++;
    }

    private void FetchValue()
    {
        int index = _simpleKeys.Count - 1;
        if (IsValid(index))
        {
            SimpleKey key = _simpleKeys[index];
            _tokens.Insert(key.TokenNumber, YamlTokenQueue.Key, key.At);
            RollIndent(key.Column, key.TokenNumber, isSequence: false, key.At);
            Forget(index);
            _simpleKeyAllowed = false;
        }
        else
        {
            if (_flowLevel == 0)
            {
                if (!_simpleKeyAllowed)
                {
                    throw Error(_at, _at + 1, "A ':' cannot stand here; put the value in quotes if ': ' is part of it, or fix the indentation if this is a key.");
                }

                RollIndent(Column, -1, isSequence: false, _at);
            }

            _simpleKeyAllowed = _flowLevel == 0;
        }

        _tokens.Add(YamlTokenQueue.Value, _at, _at + 1);
        _at++;
    }

    private void FetchAnchor(bool isAlias)
    {
        SaveSimpleKey();
        _simpleKeyAllowed = false;
        Mark start = Here;
        _at++;
        int name = _at;
        while (_at < _text.Length && (char.IsAsciiLetterOrDigit(_text[_at]) || _text[_at] is '_' or '-'))
        {
            _at++;
        }

        if (_at == name || !(IsBlankOrEnd(_at) || _text[_at] is '?' or ':' or ',' or ']' or '}' or '%' or '@' or '`'))
        {
            throw Error((int)start.Index, Math.Max(_at, name), isAlias
                ? "The name of an alias has letters, digits, '_' and '-' only; put the value in quotes if it is no alias."
                : "The name of an anchor has letters, digits, '_' and '-' only; put the value in quotes if it is no anchor.");
        }

        var anchor = new AnchorName(_text[name.._at]);
        _tokens.Add(isAlias ? new AnchorAlias(anchor, start, Here) : new Anchor(anchor, start, Here));
    }

    private void SaveSimpleKey()
    {
        if (!_simpleKeyAllowed)
        {
            return;
        }

        RemoveSimpleKey();
        int number = _tokens.NextNumber;
        _simpleKeys[^1] = new SimpleKey(true, _flowLevel == 0 && _indent == Column, number, _at, _line, Column);
        if (_simpleKeys.Count > 1)
        {
            _flowKeysByToken[number] = _simpleKeys.Count - 1;
        }
    }

    private void RemoveSimpleKey()
    {
        SimpleKey key = _simpleKeys[^1];
        if (!key.IsPossible)
        {
            return;
        }

        if (key.IsRequired)
        {
            throw MissingColon(key);
        }

        Forget(_simpleKeys.Count - 1);
    }

    private bool IsValid(int index)
    {
        if (index >= _simpleKeys.Count || _simpleKeys[index] is not { IsPossible: true } key)
        {
            return false;
        }

        if (key.Line == _line && key.At + MaxSimpleKeyLength >= _at)
        {
            return true;
        }

        if (key.IsRequired)
        {
            throw MissingColon(key);
        }

        Forget(index);
        return false;
    }

    private void Forget(int index)
    {
        if (index > 0)
        {
            _flowKeysByToken.Remove(_simpleKeys[index].TokenNumber);
        }

        _simpleKeys[index] = default;
    }

    private SyntaxErrorException MissingColon(SimpleKey key)
    {
        int start = key.At;
        int end = start + Math.Max(1, _text.AsSpan(start).IndexOfAny('\r', '\n') is >= 0 and int length ? length : _text.Length - start);
        return Error(start, Math.Min(end, _text.Length), "A key of the mapping must stand here, but no ':' follows it; fix the indentation if the line continues the value above, or add ': '.");
    }

    private bool IsDocumentIndicator() =>
        Column == 0 && _at + 2 < _text.Length
        && ((_text[_at] == '-' && _text[_at + 1] == '-' && _text[_at + 2] == '-') || (_text[_at] == '.' && _text[_at + 1] == '.' && _text[_at + 2] == '.'))
        && IsBlankOrEnd(_at + 3);

    private bool IsBlankOrEnd(int at) => at >= _text.Length || _text[at] is ' ' or '\t' || IsBreak(_text[at]);

    private Mark Skip(int count)
    {
        _at += count;
        return Here;
    }

    private void SkipBreak()
    {
        _at += _text[_at] == '\r' && _at + 1 < _text.Length && _text[_at + 1] == '\n' ? 2 : 1;
        _line++;
        _lineStart = _at;
    }

    private void SkipToLineEnd()
    {
        int length = _text.AsSpan(_at).IndexOfAny(YamlCharacters.Breaks);
        _at = length < 0 ? _text.Length : _at + length;
    }

    private SyntaxErrorException Error(int start, int end, string message)
    {
        end = Math.Min(Math.Max(start, end), _text.Length);
        return new SyntaxErrorException(new Mark(start, 1, 1), new Mark(end, 1, 1), message);
    }

    private static bool IsBreak(char c) => YamlCharacters.IsBreak(c);

    private readonly record struct SimpleKey(bool IsPossible, bool IsRequired, int TokenNumber, int At, int Line, int Column);
}
