using System.Collections.Immutable;
using PromRuleLint.PromQL.Tokenizing;
using PromRuleLint.Text;

namespace PromRuleLint.PromQL;

/// <summary>Reads series descriptions; after a bad item it goes on with the next.</summary>
internal sealed class SeriesDescriptionReader(string text)
{
    private const string ItemExpected = "expected a number, 'stale', '_' or a histogram {{…}}, each with a repetition such as 0+10x5 or _x3 if need be";

    private readonly List<SeriesError> errors = [];
    private readonly ImmutableArray<SeriesLabel>.Builder labels = ImmutableArray.CreateBuilder<SeriesLabel>();
    private readonly ImmutableArray<SeriesItem>.Builder items = ImmutableArray.CreateBuilder<SeriesItem>();
    private int at;
    private bool startTimestamps;

    public SeriesDescription Series()
    {
        if (Metric())
        {
            Values(spaceFirst: true);
        }

        return Result();
    }

    public SeriesDescription MetricOnly()
    {
        if (Metric())
        {
            SkipSpaces();
            if (at < text.Length)
            {
                Error(at, text.Length, $"unexpected '{Part(at, text.Length)}' after the series");
            }
        }

        return Result();
    }

    public SeriesDescription ValuesOnly()
    {
        Values(spaceFirst: false);
        return Result();
    }

    private SeriesDescription Result() => new(labels.ToImmutable(), items.ToImmutable(), [.. errors]) { HasStartTimes = startTimestamps };

    private bool Metric()
    {
        SkipSpaces();
        if (at < text.Length && (IsLetter(text[at]) || text[at] == ':'))
        {
            int start = at;
            while (at < text.Length && (IsWord(text[at]) || text[at] == ':'))
            {
                at++;
            }

            string name = text[start..at];
            PromQLToken kind = name.Contains(':', StringComparison.Ordinal) ? PromQLToken.MetricIdentifier : Keywords.Classify(name);
            if (!kind.IsMetricName() && kind is not (PromQLToken.Fill or PromQLToken.FillLeft or PromQLToken.FillRight))
            {
                return Error(start, at, $"'{name}' cannot be the name of a metric outside quotes: write {{\"{name}\"}}");
            }

            labels.Add(new SeriesLabel("__name__", name, new TextRange(start, at)));
        }

        if (Peek() != '{' || Peek(1) == '{')
        {
            return StartTimestamps();
        }

        int open = at++;
        SkipSpacesAndComments();
        while (Peek() != '}')
        {
            if (at >= text.Length)
            {
                return Error(open, open + 1, "'{' is never closed: expected '}' after the labels");
            }

            if (!Label())
            {
                return false;
            }

            SkipSpacesAndComments();
            if (Peek() == ',')
            {
                at++;
                SkipSpacesAndComments();
            }
            else if (Peek() != '}' && at < text.Length)
            {
                return Error(at, at + 1, $"unexpected '{Part(at, at + 1)}' among the labels; expected ',' or '}}'");
            }
        }

        at++;
        return StartTimestamps();
    }

    /// <summary><c>@st</c> after a series: its values are start timestamps, given as durations before the sample.</summary>
    private bool StartTimestamps()
    {
        const string Mark = "@st";
        if (string.CompareOrdinal(text, at, Mark, 0, Mark.Length) == 0 && (at + Mark.Length == text.Length || IsSpace(text[at + Mark.Length])))
        {
            at += Mark.Length;
            startTimestamps = true;
        }

        return true;
    }

    private bool Label()
    {
        int start = at;
        string name;
        bool quoted = Peek() is '"' or '\'' or '`';
        if (quoted)
        {
            if (!Quoted(out name))
            {
                return false;
            }
        }
        else if (IsLetter(Peek()))
        {
            while (IsWord(Peek()))
            {
                at++;
            }

            name = text[start..at];
        }
        else
        {
            return Error(at, at + 1, $"unexpected '{Part(at, at + 1)}' among the labels; expected a label such as job=\"api\" or '}}'");
        }

        int end = at;
        SkipSpacesAndComments();
        if (Peek() != '=' || Peek(1) == '~')
        {
            if (quoted && (Peek() is ',' or '}' || at >= text.Length))
            {
                labels.Add(new SeriesLabel("__name__", name, new TextRange(start, end)));
                return true;
            }

            return Error(at, Math.Min(at + 1, text.Length), $"unexpected {Found()} after the label '{name}'; expected '=' and a value in quotes");
        }

        at++;
        SkipSpacesAndComments();
        if (Peek() is not ('"' or '\'' or '`'))
        {
            return Error(at, Math.Min(at + 1, text.Length), $"unexpected {Found()} as the value of the label '{name}'; expected a string in quotes");
        }

        if (!Quoted(out string value))
        {
            return false;
        }

        labels.Add(new SeriesLabel(name, value, new TextRange(start, at)));
        return true;
    }

    private bool Quoted(out string value)
    {
        int start = at;
        char quote = text[at++];
        value = "";
        while (Peek() != quote || at >= text.Length)
        {
            if (at >= text.Length || (quote != '`' && text[at] == '\n'))
            {
                return Error(start, at, $"the string is not closed: expected {quote}");
            }

            at += text[at] == '\\' && quote != '`' && at + 1 < text.Length ? 2 : 1;
        }

        at++;
        List<PromQLError>? bad = null;
        StringDecoder.Check(text, new TextRange(start, at), ref bad);
        foreach (PromQLError error in bad ?? [])
        {
            Error(error.Range.Start, error.Range.End, error.Message);
        }

        value = StringDecoder.Decode(text.AsSpan(start, at - start));
        return true;
    }

    private void Values(bool spaceFirst)
    {
        bool separated = !spaceFirst;
        while (true)
        {
            separated |= SkipSpaces();
            if (at >= text.Length)
            {
                return;
            }

            int start = at;
            int before = errors.Count;
            if (!separated)
            {
                Error(at, EndOfItem(), $"unexpected '{Part(at, EndOfItem())}'; expected a space between a series and its values, and between values");
            }
            else
            {
                Item();
            }

            if (errors.Count > before)
            {
                at = Math.Max(start + 1, Math.Max(at, EndOfItem(start)));
            }

            separated = false;
        }
    }

    private bool Item()
    {
        int start = at;
        char c = Peek();
        if (c == '_')
        {
            at++;
            long times = 1;
            return (Peek() != 'x' || Times(out times)) && Finish(new SeriesItem(new TextRange(start, at), SeriesItemKind.Omitted, times));
        }

        if (c == '{' && Peek(1) == '{')
        {
            return HistogramItem();
        }

        if (char.IsAsciiLetter(c))
        {
            while (IsWord(Peek()) || Peek() == ':')
            {
                at++;
            }

            string word = text[start..at];
            if (word == "stale")
            {
                return Repeated(start, SeriesItemKind.Stale, double.NaN);
            }

            return NumberScanner.TryParse(word, out double named) && char.IsAsciiLetter(word[0])
                ? Repeated(start, SeriesItemKind.Number, named)
                : Error(start, at, $"unexpected '{word}' among the values; {ItemExpected}");
        }

        return SignedNumber(out double value, mayBeUnsigned: true)
            ? Repeated(start, SeriesItemKind.Number, value)
            : Error(start, EndOfItem(), $"unexpected '{Part(start, EndOfItem())}' among the values; {ItemExpected}");
    }

    /// <summary>What may follow a value: a repetition, or a step and a repetition.</summary>
    private bool Repeated(int start, SeriesItemKind kind, double value)
    {
        double step = 0;
        bool stepped = Peek() is '+' or '-';
        if (stepped && !SignedNumber(out step, mayBeUnsigned: false))
        {
            return Error(at, EndOfItem(), $"unexpected '{Part(at, EndOfItem())}'; expected a step and a repetition, such as +10x5");
        }

        long times = 0;
        if (stepped && Peek() != 'x')
        {
            return Error(start, EndOfItem(), $"'{Part(start, EndOfItem())}' has a step but no repetition; expected one such as x5, or a space between two values");
        }

        return (Peek() != 'x' || Times(out times))
            && Finish(new SeriesItem(new TextRange(start, at), kind, Math.Min(times, long.MaxValue - 1) + 1, value, step));
    }

    private bool Times(out long times)
    {
        int start = ++at;
        times = 0;
        while (char.IsAsciiDigit(Peek()))
        {
            int digit = Peek() - '0';
            times = times > (long.MaxValue - digit) / 10 ? long.MaxValue : (times * 10) + digit;
            at++;
        }

        return at > start || Error(start - 1, EndOfItem(), "after 'x' a whole number of repetitions is expected, such as x5");
    }

    private bool Finish(SeriesItem item)
    {
        if (at < text.Length && !IsSpace(text[at]))
        {
            return Error(item.Range.Start, EndOfItem(), $"'{Part(item.Range.Start, EndOfItem())}' is no value; {ItemExpected}");
        }

        items.Add(item);
        return true;
    }

    private bool HistogramItem()
    {
        int start = at;
        var reader = new HistogramNotation(text, at);
        if (!reader.Read())
        {
            return HistogramError(reader);
        }

        at = reader.Position;
        long times = 0;
        HistogramLiteral? stepLiteral = null;
        bool negative = Peek() == '-';
        if (Peek() is '+' or '-')
        {
            at++;
            var step = new HistogramNotation(text, at);
            if (Peek() != '{' || Peek(1) != '{')
            {
                return Error(at, EndOfItem(), "after the sign a histogram {{…}} and a repetition such as x5 are expected");
            }

            if (!step.Read())
            {
                return HistogramError(step);
            }

            at = step.Position;
            stepLiteral = step.Literal;
            if (Peek() != 'x')
            {
                return Error(start, at, "the histogram has a step but no repetition; expected one such as x5");
            }

            if (!Times(out times))
            {
                return false;
            }

            if (times > 0 && (reader.Schema > step.Schema || (reader.Schema == HistogramNotation.CustomSchema) != (step.Schema == HistogramNotation.CustomSchema)))
            {
                return Error(start, at, $"a histogram of schema {step.Schema} cannot be combined with one of schema {reader.Schema}; give both the same schema");
            }
        }
        else if (Peek() == 'x' && !Times(out times))
        {
            return false;
        }

        return Finish(new SeriesItem(new TextRange(start, at), SeriesItemKind.Histogram, Math.Min(times, long.MaxValue - 1) + 1)
        {
            Histogram = reader.Literal,
            HistogramStep = stepLiteral,
            IsHistogramStepNegative = negative,
        });
    }

    private bool HistogramError(HistogramNotation reader)
    {
        Error(reader.ErrorRange.Start, reader.ErrorRange.End, reader.ErrorMessage);
        int close = text.IndexOf("}}", Math.Min(reader.ErrorRange.Start, text.Length), StringComparison.Ordinal);
        at = close < 0 ? text.Length : close + 2;
        return false;
    }

    /// <summary>A number with or without a sign; hexadecimal is not read here, since an x repeats.</summary>
    private bool SignedNumber(out double value, bool mayBeUnsigned)
    {
        value = 0;
        int start = at;
        bool negative = Peek() == '-';
        if (Peek() is '+' or '-')
        {
            at++;
        }
        else if (!mayBeUnsigned)
        {
            return false;
        }

        int number = at;
        if (char.IsAsciiLetter(Peek()) && Peek() != 'x')
        {
            while (IsWord(Peek()))
            {
                at++;
            }
        }
        else
        {
            NumberScanner.ScanInSeries(text, ref at);
            if (startTimestamps && at == number)
            {
                while (char.IsAsciiDigit(Peek()) || Peek() is 'y' or 'w' or 'd' or 'h' or 'm' or 's')
                {
                    at++;
                }

                bool read = PrometheusDuration.TryParse(text.AsSpan(number, at - number), out long milliseconds, out _);
                value = (negative ? -milliseconds : milliseconds) / 1000.0;
                at = read ? at : start;
                return read;
            }
        }

        if (at == number || !NumberScanner.TryParse(text.AsSpan(number, at - number), out value))
        {
            at = start;
            return false;
        }

        value = negative ? -value : value;
        return true;
    }

    private int EndOfItem(int? from = null)
    {
        int end = from ?? at;
        while (end < text.Length && !IsSpace(text[end]))
        {
            end++;
        }

        return end;
    }

    private bool SkipSpaces()
    {
        int start = at;
        while (at < text.Length && IsSpace(text[at]))
        {
            at++;
        }

        return at > start;
    }

    private void SkipSpacesAndComments()
    {
        while (SkipSpaces() || Peek() == '#')
        {
            while (Peek() == '#' && at < text.Length)
            {
                while (at < text.Length && text[at] is not ('\n' or '\r'))
                {
                    at++;
                }
            }
        }
    }

    private string Found() => at >= text.Length ? "end of the text" : $"'{Part(at, at + 1)}'";

    private string Part(int start, int end)
    {
        end = Math.Min(end, text.Length);
        return end - start > 40 ? string.Concat(text.AsSpan(start, 39), "…") : text[start..end];
    }

    private bool Error(int start, int end, string message)
    {
        start = Math.Min(start, text.Length);
        errors.Add(new SeriesError(new TextRange(start, Math.Clamp(end, start, text.Length)), message));
        return false;
    }

    private char Peek(int ahead = 0) => at + ahead < text.Length ? text[at + ahead] : '\0';

    private static bool IsSpace(char c) => c is ' ' or '\t' or '\n' or '\r';

    private static bool IsLetter(char c) => char.IsAsciiLetter(c) || c == '_';

    private static bool IsWord(char c) => char.IsAsciiLetterOrDigit(c) || c == '_';
}
