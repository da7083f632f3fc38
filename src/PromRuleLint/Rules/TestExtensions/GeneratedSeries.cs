using System.Globalization;
using System.Text;
using PromRuleLint.PromQL;
using PromRuleLint.PromQL.Printing;
using PromRuleLint.Text;

namespace PromRuleLint.Rules.TestExtensions;

/// <summary>
/// Values that are described instead of written: <c>rate 5/s with a gap 10m..12m</c>. They become promtool's notation, so that
/// all that reads series reads them too.
/// <code>
/// shapes  = shape { "until" time "then" shape } [ "until" time ] [ "with" event { "and" event } ]
/// shape   = "rate" number "/" ("s"|"m"|"h"|"d") [ "from" number ] | "value" number | "ramp" number "to" number
/// event   = "a" "gap" time ".." time | "a" "reset" "at" time | "a" "stale" "mark" "at" time
/// </code>
/// </summary>
internal sealed class GeneratedSeries
{
    /// <summary>More values of one series are refused: a test far in the future is a slip.</summary>
    public const int MaxValues = 1_000_000;

    private const int MaxParts = 100;

    private readonly string _text;
    private readonly List<Segment> _segments = [];
    private readonly List<(TimeSpan From, TimeSpan To)> _gaps = [];
    private readonly List<TimeSpan> _resets = [];
    private readonly List<TimeSpan> _staleMarks = [];
    private int _at;
    private TextRange _word;

    private GeneratedSeries(string text) => _text = text;

    /// <summary>What keeps the description from being read, and where in it; null where nothing does.</summary>
    public (TextRange Range, string Message)? Error { get; private set; }

    /// <summary>Reads a description. Never throws on any text.</summary>
    public static GeneratedSeries Parse(string text)
    {
        var series = new GeneratedSeries(text);
        series.ParseAll();
        return series;
    }

    /// <summary>The values from the start to a time, as promtool writes them.</summary>
    /// <param name="interval">The time between two values; positive.</param>
    /// <param name="end">The last time for which a value is wanted.</param>
    public string ToNotation(TimeSpan interval, TimeSpan end)
    {
        long last = Math.Min(end.Ticks / interval.Ticks, MaxValues - 1);
        var notation = new NotationWriter();
        for (long i = 0; i <= last; i++)
        {
            TimeSpan time = interval * i;
            if (_staleMarks.Any(mark => mark <= time && time - mark < interval))
            {
                notation.Stale();
                continue;
            }

            Segment? segment = SegmentAt(time);
            if (segment is null || _gaps.Any(gap => gap.From <= time && time < gap.To))
            {
                notation.Omit();
                continue;
            }

            TimeSpan reset = _resets.Where(each => each <= time && each > segment.Start).DefaultIfEmpty(segment.Start).Max();
            notation.Add(segment.ValueAt(time, reset, end), segment.PerSecond(end) * interval.TotalSeconds, reset.Ticks);
        }

        return notation.ToString();
    }

    private Segment? SegmentAt(TimeSpan time) => _segments.Find(segment => time < segment.End);

    private void ParseAll()
    {
        TimeSpan start = TimeSpan.Zero;
        string word = Next();
        while (Error is null)
        {
            var segment = ParseShape(word, start);
            word = Next();
            if (segment is null)
            {
                return;
            }

            if (word != "until")
            {
                _segments.Add(segment);
                break;
            }

            TimeSpan until = Time();
            if (Error is null && until <= start)
            {
                Fail("this part ends before it begins");
            }

            _segments.Add(segment with { End = until });
            start = until;
            word = Next();
            if (word != "then")
            {
                break;
            }

            word = Next();
        }

        if (Error is null && word == "with")
        {
            do
            {
                ParseEvent();
                word = Next();
            }
            while (Error is null && word == "and");
        }

        if (_segments.Count + _gaps.Count + _resets.Count + _staleMarks.Count > MaxParts)
        {
            Fail($"it has more than {MaxParts} parts");
        }
        else if (Error is null && word.Length > 0)
        {
            Fail($"'{word}' is not expected here; after the values 'until', 'then', 'with' or 'and' may follow");
        }
    }

    private Segment? ParseShape(string word, TimeSpan start)
    {
        switch (word)
        {
            case "value":
                return new Segment(ShapeKind.Ramp, Number(), null, start);
            case "rate":
                double rate = Rate();
                double from = 0;
                if (Peek() == "from")
                {
                    Next();
                    from = Number();
                }

                return new Segment(ShapeKind.Rate, from, rate, start);
            case "ramp":
                double first = Number();
                Expect("to");
                return new Segment(ShapeKind.Ramp, first, Number(), start);
            default:
                Fail(word.Length == 0 ? "the values are missing; write 'rate 5/s', 'value 1' or 'ramp 0 to 10'" : $"'{word}' is no kind of values; write 'rate 5/s', 'value 1' or 'ramp 0 to 10'");
                return null;
        }
    }

    private void ParseEvent()
    {
        Expect("a");
        string word = Next();
        switch (word)
        {
            case "gap":
                string[] ends = Next().Split("..");
                TextRange place = _word;
                if (ends.Length == 2 && PrometheusDuration.TryParse(ends[0], out TimeSpan from, out _) && PrometheusDuration.TryParse(ends[1], out TimeSpan to, out _) && from < to)
                {
                    _gaps.Add((from, to));
                }
                else
                {
                    Fail("a gap has a beginning and a later end, such as '10m..12m'", place);
                }

                break;
            case "reset":
                Expect("at");
                _resets.Add(Time());
                break;
            case "stale":
                Expect("mark");
                Expect("at");
                _staleMarks.Add(Time());
                break;
            default:
                Fail("here stands 'a gap 10m..12m', 'a reset at 10m' or 'a stale mark at 10m'");
                break;
        }
    }

    private double Rate()
    {
        string word = Next();
        int slash = word.IndexOf('/', StringComparison.Ordinal);
        double seconds = slash < 0 ? 0 : word[(slash + 1)..] switch
        {
            "s" => 1,
            "m" => 60,
            "h" => 3600,
            "d" => 86400,
            _ => 0,
        };
        if (seconds == 0 || !double.TryParse(word[..slash], NumberStyles.Float, CultureInfo.InvariantCulture, out double value) || !double.IsFinite(value))
        {
            Fail("a rate is a number by a unit of time, such as '5/s' or '300/m'");
            return 0;
        }

        return value / seconds;
    }

    private double Number()
    {
        if (double.TryParse(Next(), NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && double.IsFinite(value))
        {
            return value;
        }

        Fail("a number is expected here");
        return 0;
    }

    private TimeSpan Time()
    {
        if (PrometheusDuration.TryParse(Next(), out TimeSpan time, out _))
        {
            return time;
        }

        Fail("a time is expected here, such as '10m'");
        return TimeSpan.Zero;
    }

    private void Expect(string expected)
    {
        if (Next() != expected)
        {
            Fail($"'{expected}' is expected here");
        }
    }

    private string Peek()
    {
        (int at, TextRange word) = (_at, _word);
        string next = Next();
        (_at, _word) = (at, word);
        return next;
    }

    private string Next()
    {
        while (_at < _text.Length && (char.IsWhiteSpace(_text[_at]) || _text[_at] == ','))
        {
            _at++;
        }

        int start = _at;
        while (_at < _text.Length && !char.IsWhiteSpace(_text[_at]) && _text[_at] != ',')
        {
            _at++;
        }

        _word = new TextRange(start, _at);
        return _text[start.._at];
    }

    private void Fail(string message, TextRange? place = null) => Error ??= (place ?? _word, message);

    private enum ShapeKind
    {
        Rate,
        Ramp,
    }

    /// <summary>A part of the values: a line from a first value.</summary>
    /// <param name="Kind">Which shape.</param>
    /// <param name="First">The value at the start.</param>
    /// <param name="Second">Of a rate how much a second adds; of a ramp the value at its end, null for a constant.</param>
    /// <param name="Start">When the part begins.</param>
    private sealed record Segment(ShapeKind Kind, double First, double? Second, TimeSpan Start)
    {
        public TimeSpan End { get; init; } = TimeSpan.MaxValue;

        public double PerSecond(TimeSpan end)
        {
            double length = (End == TimeSpan.MaxValue ? end : End).TotalSeconds - Start.TotalSeconds;
            return Kind == ShapeKind.Rate ? Second!.Value : Second is { } last && length > 0 ? (last - First) / length : 0;
        }

        /// <summary>The value at a time; a counter that was reset begins at 0.</summary>
        public double ValueAt(TimeSpan time, TimeSpan reset, TimeSpan end) => reset > Start
            ? PerSecond(end) * (time - reset).TotalSeconds
            : First + (PerSecond(end) * (time - Start).TotalSeconds);
    }

    /// <summary>Puts values together to <c>0+5x10</c>, what is left out to <c>_x3</c>.</summary>
    private sealed class NotationWriter
    {
        private readonly StringBuilder _text = new();
        private long _count;
        private long _line;
        private double _first;
        private double _step;
        private bool _isValue;

        public void Add(double value, double step, long line)
        {
            if (_isValue && _count > 0 && _line == line)
            {
                _count++;
                return;
            }

            Flush();
            (_isValue, _first, _step, _line, _count) = (true, value, step, line, 1);
        }

        public void Omit()
        {
            if (_isValue)
            {
                Flush();
            }

            _isValue = false;
            _count++;
        }

        public void Stale()
        {
            Flush();
            _text.Append(_text.Length > 0 ? " " : "").Append("stale");
        }

        public override string ToString()
        {
            if (!_isValue)
            {
                // What is left out at the end changes nothing.
                _count = _text.Length == 0 && _count > 0 ? 1 : 0;
            }

            Flush();
            return _text.ToString();
        }

        private void Flush()
        {
            if (_count > 0)
            {
                _text.Append(_text.Length > 0 ? " " : "");
                if (!_isValue)
                {
                    _text.Append(_count == 1 ? "_" : string.Create(CultureInfo.InvariantCulture, $"_x{_count}"));
                }
                else if (_count == 1)
                {
                    _text.Append(GoText.Decimal(_first));
                }
                else
                {
                    string step = _step == 0 ? "" : (_step < 0 ? "-" : "+") + GoText.Decimal(Math.Abs(_step));
                    _text.Append(CultureInfo.InvariantCulture, $"{GoText.Decimal(_first)}{step}x{_count - 1}");
                }
            }

            _count = 0;
        }
    }
}
