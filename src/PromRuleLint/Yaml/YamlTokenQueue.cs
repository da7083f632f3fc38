using PromRuleLint.Text;
using YamlDotNet.Core;
using YamlDotNet.Core.Tokens;
using Events = YamlDotNet.Core.Events;
using ParsingEvent = YamlDotNet.Core.Events.ParsingEvent;

namespace PromRuleLint.Yaml;

/// <summary>
/// The tokens that wait for the parser. Most differ in their places and values only, which the parser does not look at: of each
/// kind there is one token, and its marks, which the parser hands on, say which place is meant. The queue knows the places and
/// values.
/// </summary>
internal sealed class YamlTokenQueue
{
    private const long Start = long.MaxValue - 2;
    private const long End = long.MaxValue - 1;
    private const long ScalarEnd = long.MaxValue;

    // Not empty, as a scalar is that is not written.
    private const string SomeValue = "-";

    private static readonly Mark AtStart = new(Start, 1, 1);
    private static readonly Mark AtEnd = new(End, 1, 1);
    private static readonly Mark AtScalarEnd = new(ScalarEnd, 1, 1);

    private readonly List<Waiting> _tokens = [];
    private int _head;
    private Waiting _current;
    private Waiting _consumed;

    private static readonly Scalar[] Scalars = Array.ConvertAll(Enum.GetValues<ScalarStyle>(), static style => new Scalar(SomeValue, style, AtStart, AtScalarEnd));

    public static Key Key { get; } = new(AtStart, AtEnd);

    public static Value Value { get; } = new(AtStart, AtEnd);

    public static BlockEntry BlockEntry { get; } = new(AtStart, AtEnd);

    public static BlockEnd BlockEnd { get; } = new(AtStart, AtEnd);

    public static BlockMappingStart BlockMappingStart { get; } = new(AtStart, AtEnd);

    public static BlockSequenceStart BlockSequenceStart { get; } = new(AtStart, AtEnd);

    /// <summary>The token that the parser has got and not consumed.</summary>
    public Token? Current { get; private set; }

    /// <summary>Where the current token stands; where there is none, the last one.</summary>
    public SourceRange CurrentRange => Place;

    /// <summary>How many tokens the parser has consumed.</summary>
    public int Consumed { get; private set; }

    /// <summary>Whether no token waits.</summary>
    public bool IsEmpty => _head == _tokens.Count;

    /// <summary>The number of the next token that is added, among all of the text.</summary>
    public int NextNumber => Consumed + _tokens.Count - _head;

    private SourceRange Place => Current is null ? _consumed.Range : _current.Range;

    /// <summary>Adds a token that says itself where it stands.</summary>
    public void Add(Token token) => Add(token, (int)token.Start.Index, (int)token.End.Index);

    /// <summary>Adds a token.</summary>
    public void Add(Token token, int start, int end) => _tokens.Add(new Waiting(token, new SourceRange(start, end)));

    /// <summary>Adds a scalar.</summary>
    /// <param name="value">Its decoded value.</param>
    /// <param name="style">How it is written.</param>
    /// <param name="range">Where it is written.</param>
    /// <param name="indent">Of a block scalar how far its lines are indented.</param>
    public void AddScalar(string value, ScalarStyle style, SourceRange range, int indent = 0) => _tokens.Add(new Waiting(Scalars[(int)style], range, value, indent));

    /// <summary>Puts a token of no length before the one with a number.</summary>
    public void Insert(int number, Token token, int at) => _tokens.Insert(_head + number - Consumed, new Waiting(token, new SourceRange(at, at)));

    /// <summary>Makes the next token the current one; false where none waits.</summary>
    public bool MoveNext()
    {
        if (IsEmpty)
        {
            Current = null;
            return false;
        }

        _current = _tokens[_head++];
        Current = _current.Token;
        if (IsEmpty)
        {
            _tokens.Clear();
            _head = 0;
        }

        return true;
    }

    public void ConsumeCurrent()
    {
        Consumed++;
        Current = null;
        _consumed = _current;
    }

    /// <summary>The range of the event that the parser has just given.</summary>
    public SourceRange RangeOf(ParsingEvent parsingEvent)
    {
        // A scalar is consumed when its event comes, and where nothing is written, that is at the end of what was consumed.
        bool isConsumed = parsingEvent is Events.Scalar scalar && (IsWritten(scalar) || parsingEvent.Start.Index == End);
        return Resolve(parsingEvent.Start, parsingEvent.End, isConsumed ? _consumed.Range : Place);
    }

    /// <summary>Consumes the current token and gives all of it.</summary>
    public Waiting Read()
    {
        ConsumeCurrent();
        return _consumed;
    }

    /// <summary>The scalar that the parser has just given, at the place of its event.</summary>
    public Waiting ScalarOf(Events.Scalar scalar, SourceRange range) => IsWritten(scalar) ? _consumed with { Range = range } : new Waiting(Value, range, "");

    /// <summary>The range of the fault that the parser has just found.</summary>
    public SourceRange RangeOf(YamlException exception) => Resolve(exception.Start, exception.End, Place);

    private static bool IsWritten(Events.Scalar scalar) => scalar.End.Index == ScalarEnd;

    private static SourceRange Resolve(Mark start, Mark end, SourceRange place) => new(Resolve(start, place), Resolve(end, place));

    private static int Resolve(Mark mark, SourceRange place) => mark.Index switch
    {
        Start => place.Start,
        End or ScalarEnd => place.End,
        var index => (int)index,
    };

    /// <summary>A token.</summary>
    /// <param name="Token">What it is.</param>
    /// <param name="Range">Where it stands.</param>
    /// <param name="Value">The decoded value of a scalar.</param>
    /// <param name="Indent">Of a block scalar how far its lines are indented.</param>
    internal readonly record struct Waiting(Token Token, SourceRange Range, string? Value = null, int Indent = 0);
}
