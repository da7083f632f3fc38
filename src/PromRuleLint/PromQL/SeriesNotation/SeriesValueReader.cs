using System.Collections.Immutable;
using PromRuleLint.PromQL.Tokenizing;
using PromRuleLint.Text;

namespace PromRuleLint.PromQL.SeriesNotation;

/// <summary>Reads the values of a series; after a bad one it goes on with the next.</summary>
internal sealed class SeriesValueReader(SeriesText source)
{
    private const string ItemExpected = "expected a number, 'stale', '_' or a histogram {{…}}, each with a repetition such as 0+10x5 or _x3 if need be";

    private readonly ImmutableArray<SeriesItem>.Builder _items = ImmutableArray.CreateBuilder<SeriesItem>();

    public ImmutableArray<SeriesItem> Result() => _items.ToImmutable();

    public void Values(bool spaceFirst)
    {
        bool separated = !spaceFirst;
        while (true)
        {
            separated |= source.SkipSpaces();
            if (source.At >= source.Text.Length)
            {
                return;
            }

            int start = source.At;
            int before = source.Errors.Count;
            if (!separated)
            {
                source.Error(source.At, source.EndOfItem(), $"unexpected '{source.Part(source.At, source.EndOfItem())}'; expected a space between a series and its values, and between values");
            }
            else
            {
                Item();
            }

            if (source.Errors.Count > before)
            {
                source.At = Math.Max(start + 1, Math.Max(source.At, source.EndOfItem(start)));
            }

            separated = false;
        }
    }

    private bool Item()
    {
        int start = source.At;
        char c = source.Peek();
        if (c == '_')
        {
            source.At++;
            long times = 1;
            return (source.Peek() != 'x' || Times(out times)) && Finish(new SeriesItem(new TextRange(start, source.At), SeriesItemKind.Omitted, times));
        }

        if (c == '{' && source.Peek(1) == '{')
        {
            return HistogramItem();
        }

        if (char.IsAsciiLetter(c))
        {
            while (SeriesText.IsWord(source.Peek()) || source.Peek() == ':')
            {
                source.At++;
            }

            string word = source.Text[start..source.At];
            if (word == "stale")
            {
                return Repeated(start, SeriesItemKind.Stale, double.NaN);
            }

            return NumberScanner.TryParse(word, out double named) && char.IsAsciiLetter(word[0])
                ? Repeated(start, SeriesItemKind.Number, named)
                : source.Error(start, source.At, $"unexpected '{word}' among the values; {ItemExpected}");
        }

        return SignedNumber(out double value, mayBeUnsigned: true)
            ? Repeated(start, SeriesItemKind.Number, value)
            : source.Error(start, source.EndOfItem(), $"unexpected '{source.Part(start, source.EndOfItem())}' among the values; {ItemExpected}");
    }

    /// <summary>What may follow a value: a repetition, or a step and a repetition.</summary>
    private bool Repeated(int start, SeriesItemKind kind, double value)
    {
        double step = 0;
        bool stepped = source.Peek() is '+' or '-';
        if (stepped && !SignedNumber(out step, mayBeUnsigned: false))
        {
            return source.Error(source.At, source.EndOfItem(), $"unexpected '{source.Part(source.At, source.EndOfItem())}'; expected a step and a repetition, such as +10x5");
        }

        long times = 0;
        if (stepped && source.Peek() != 'x')
        {
            return source.Error(start, source.EndOfItem(), $"'{source.Part(start, source.EndOfItem())}' has a step but no repetition; expected one such as x5, or a space between two values");
        }

        return (source.Peek() != 'x' || Times(out times))
            && Finish(new SeriesItem(new TextRange(start, source.At), kind, Math.Min(times, long.MaxValue - 1) + 1, value, step));
    }

    private bool HistogramItem()
    {
        int start = source.At;
        var reader = new HistogramNotation(source.Text, source.At);
        if (!reader.Read())
        {
            return HistogramError(reader);
        }

        source.At = reader.Position;
        long times = 0;
        HistogramLiteral? stepLiteral = null;
        bool negative = source.Peek() == '-';
        if (source.Peek() is '+' or '-')
        {
            source.At++;
            var step = new HistogramNotation(source.Text, source.At);
            if (source.Peek() != '{' || source.Peek(1) != '{')
            {
                return source.Error(source.At, source.EndOfItem(), "after the sign a histogram {{…}} and a repetition such as x5 are expected");
            }

            if (!step.Read())
            {
                return HistogramError(step);
            }

            source.At = step.Position;
            stepLiteral = step.Literal;
            if (source.Peek() != 'x')
            {
                return source.Error(start, source.At, "the histogram has a step but no repetition; expected one such as x5");
            }

            if (!Times(out times))
            {
                return false;
            }

            if (times > 0 && (reader.Schema > step.Schema || (reader.Schema == HistogramNotation.CustomSchema) != (step.Schema == HistogramNotation.CustomSchema)))
            {
                return source.Error(start, source.At, $"a histogram of schema {step.Schema} cannot be combined with one of schema {reader.Schema}; give both the same schema");
            }
        }
        else if (source.Peek() == 'x' && !Times(out times))
        {
            return false;
        }

        return Finish(new SeriesItem(new TextRange(start, source.At), SeriesItemKind.Histogram, Math.Min(times, long.MaxValue - 1) + 1)
        {
            Histogram = reader.Literal,
            HistogramStep = stepLiteral,
            IsHistogramStepNegative = negative,
        });
    }

    private bool HistogramError(HistogramNotation reader)
    {
        source.Error(reader.ErrorRange.Start, reader.ErrorRange.End, reader.ErrorMessage);
        int close = source.Text.IndexOf("}}", Math.Min(reader.ErrorRange.Start, source.Text.Length), StringComparison.Ordinal);
        source.At = close < 0 ? source.Text.Length : close + 2;
        return false;
    }

    private bool Times(out long times)
    {
        int start = ++source.At;
        times = 0;
        while (char.IsAsciiDigit(source.Peek()))
        {
            int digit = source.Peek() - '0';
            times = times > (long.MaxValue - digit) / 10 ? long.MaxValue : (times * 10) + digit;
            source.At++;
        }

        return source.At > start || source.Error(start - 1, source.EndOfItem(), "after 'x' a whole number of repetitions is expected, such as x5");
    }

    private bool Finish(SeriesItem item)
    {
        if (source.At < source.Text.Length && !SeriesText.IsSpace(source.Text[source.At]))
        {
            return source.Error(item.Range.Start, source.EndOfItem(), $"'{source.Part(item.Range.Start, source.EndOfItem())}' is no value; {ItemExpected}");
        }

        _items.Add(item);
        return true;
    }

    /// <summary>A number with or without a sign; hexadecimal is not read here, since an x repeats.</summary>
    private bool SignedNumber(out double value, bool mayBeUnsigned)
    {
        value = 0;
        int start = source.At;
        bool negative = source.Peek() == '-';
        if (source.Peek() is '+' or '-')
        {
            source.At++;
        }
        else if (!mayBeUnsigned)
        {
            return false;
        }

        int number = source.At;
        if (char.IsAsciiLetter(source.Peek()) && source.Peek() != 'x')
        {
            while (SeriesText.IsWord(source.Peek()))
            {
                source.At++;
            }
        }
        else
        {
            source.At = NumberScanner.EndInSeries(source.Text, source.At);
            if (source.HasStartTimes && source.At == number)
            {
                while (char.IsAsciiDigit(source.Peek()) || source.Peek() is 'y' or 'w' or 'd' or 'h' or 'm' or 's')
                {
                    source.At++;
                }

                bool read = PrometheusDuration.TryParse(source.Text.AsSpan(number, source.At - number), out long milliseconds, out _);
                value = (negative ? -milliseconds : milliseconds) / 1000.0;
                source.At = read ? source.At : start;
                return read;
            }
        }

        if (source.At == number || !NumberScanner.TryParse(source.Text.AsSpan(number, source.At - number), out value))
        {
            source.At = start;
            return false;
        }

        value = negative ? -value : value;
        return true;
    }
}
