using PromRuleLint.PromQL.Tokenizing;
using PromRuleLint.Text;

namespace PromRuleLint.PromQL.SeriesNotation;

/// <summary>A native histogram in a series description: <c>{{schema:1 sum:0.3 buckets:[5 10 7]}}</c>.</summary>
internal ref struct HistogramNotation(string text, int start)
{
    /// <summary>The schema of histograms with custom bucket bounds.</summary>
    public const long CustomSchema = -53;

    private const string KeyExpected = "expected one of schema, sum, count, z_bucket, z_bucket_w, buckets, offset, n_buckets, n_offset, custom_values and counter_reset_hint, with ':' and its value and no space between";

    private readonly string _text = text;
    private HashSet<string>? _keys;

    /// <summary>Where reading stands; after success just behind the closing braces.</summary>
    public int Position { get; private set; } = start;

    /// <summary>The schema; 0 where none is written.</summary>
    public long Schema { get; private set; }

    /// <summary>What was read, once <see cref="Read"/> has succeeded.</summary>
    public HistogramLiteral Literal { get; private set; } = new();

    /// <summary>Where the fault is.</summary>
    public TextRange ErrorRange { get; private set; }

    /// <summary>What the fault is.</summary>
    public string ErrorMessage { get; private set; } = "";

    /// <summary>Reads from the opening braces to the closing ones.</summary>
    public bool Read()
    {
        int open = Position;
        Position += 2;
        bool spaced = SkipSpaces();
        if (spaced && !IsClose())
        {
            return Fail(open + 2, Position, "no space may stand after '{{' unless the histogram is empty");
        }

        bool first = true;
        while (!IsClose())
        {
            if (Position >= _text.Length)
            {
                return Fail(open, open + 2, "'{{' is never closed: expected '}}'");
            }

            if (!first && !spaced)
            {
                return Fail(Position, Position + 1, "expected a space between the parts of a histogram, or '}}'");
            }

            if (!Part())
            {
                return false;
            }

            first = false;
            spaced = SkipSpaces();
        }

        Position += 2;
        return true;
    }

    private bool Part()
    {
        int from = Position;
        string key = Word().ToLowerInvariant();
        if (key.Length == 0 || Peek() != ':')
        {
            return Fail(from, Math.Max(Position, from + 1), $"unexpected '{_text[from..Math.Min(_text.Length, Math.Max(Position, from + 1))]}' in a histogram; {KeyExpected}");
        }

        Position++;
        if (!Value(key, from))
        {
            return false;
        }

        return (_keys ??= []).Add(key) || Fail(from, Position, $"'{key}' is set twice in the histogram");
    }

    private bool Value(string key, int from)
    {
        long whole = 0;
        double number = 0;
        double[] numbers = [];
        string word = "";
        int start = Position;
        bool read = key switch
        {
            "schema" or "offset" or "n_offset" => Integer(out whole),
            "sum" or "count" or "z_bucket" => Number(maySign: true, out number),
            "z_bucket_w" => Number(maySign: false, out number),
            "buckets" or "n_buckets" or "custom_values" => Numbers(out numbers),
            "counter_reset_hint" => (word = Word().ToLowerInvariant()) is "unknown" or "reset" or "not_reset" or "gauge"
                || Fail(start, Position, "expected one of unknown, reset, not_reset and gauge"),
            _ => Fail(from, Position - 1, $"there is no part '{key}' of a histogram; {KeyExpected}"),
        };
        Schema = key == "schema" ? whole : Schema;
        Literal = key switch
        {
            "schema" => Literal with { Schema = (int)whole },
            "offset" => Literal with { Offset = (int)whole },
            "n_offset" => Literal with { NegativeOffset = (int)whole },
            "sum" => Literal with { Sum = number },
            "count" => Literal with { Count = number },
            "z_bucket" => Literal with { ZeroCount = number },
            "z_bucket_w" => Literal with { ZeroThreshold = number },
            "buckets" => Literal with { Buckets = numbers },
            "n_buckets" => Literal with { NegativeBuckets = numbers },
            "custom_values" => Literal with { CustomValues = numbers },
            _ => Literal with { CounterResetHint = word },
        };
        return read;
    }

    private bool Integer(out long value)
    {
        int from = Position;
        value = 0;
        bool negative = Peek() == '-';
        Position += negative ? 1 : 0;
        int digits = Position;
        while (char.IsAsciiDigit(Peek()))
        {
            value = Math.Min((value * 10) + (Peek() - '0'), int.MaxValue);
            Position++;
        }

        value = negative ? -value : value;
        return (Position > digits && !IsWordCharacter(Peek()) && Peek() != '.') || Fail(from, Position + 1, "a whole number is expected");
    }

    private bool Number(bool maySign, out double value)
    {
        int from = Position;
        value = 0;
        bool negative = maySign && Peek() == '-';
        Position += negative ? 1 : 0;

        int digits = Position;
        int end = Position;
        if (char.IsAsciiLetter(Peek()))
        {
            Word();
            end = Position;
        }
        else if (char.IsAsciiDigit(Peek()))
        {
            end = NumberScanner.EndInSeries(_text, end);
        }

        Position = end;
        if (end == digits || !NumberScanner.TryParse(_text.AsSpan(digits, end - digits), out value))
        {
            return Fail(from, Math.Max(end, from + 1), "a number is expected");
        }

        value = negative ? -value : value;
        return true;
    }

    private bool Numbers(out double[] values)
    {
        var read = new List<double>();
        values = [];
        int open = Position;
        if (Peek() != '[')
        {
            return Fail(Position, Position + 1, "expected numbers in brackets, such as [5 10 7]");
        }

        Position++;
        do
        {
            if (!Number(maySign: true, out double value))
            {
                return false;
            }

            read.Add(value);

            bool spaced = SkipSpaces();
            if (Peek() != ']' && !spaced)
            {
                return Fail(Position, Position + 1, "expected a space between two numbers, or ']'");
            }

            if (Position >= _text.Length)
            {
                return Fail(open, open + 1, "'[' is never closed: expected ']'");
            }
        }
        while (Peek() != ']');
        Position++;
        values = [.. read];
        return true;
    }

    private string Word()
    {
        int from = Position;
        while (char.IsAsciiLetter(Peek()) || Peek() == '_')
        {
            Position++;
        }

        return _text[from..Position];
    }

    private bool SkipSpaces()
    {
        int from = Position;
        while (Peek() is ' ' or '\t' or '\n' or '\r')
        {
            Position++;
        }

        return Position > from;
    }

    private readonly bool IsClose() => Peek() == '}' && Position + 1 < _text.Length && _text[Position + 1] == '}';

    private bool Fail(int from, int end, string message)
    {
        from = Math.Min(from, _text.Length);
        ErrorRange = new TextRange(from, Math.Clamp(end, from, _text.Length));
        ErrorMessage = message;
        return false;
    }

    private readonly char Peek() => Position < _text.Length ? _text[Position] : '\0';

    private static bool IsWordCharacter(char c) => char.IsAsciiLetterOrDigit(c) || c == '_';
}
