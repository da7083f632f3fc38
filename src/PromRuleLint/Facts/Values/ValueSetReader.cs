using System.Globalization;
using PromRuleLint.Text;

namespace PromRuleLint.Facts;

/// <summary>Reads a set of values as <see cref="ValueSet.ToString"/> writes it, such as <c>[0, 1]</c> or <c>0 or 1 or NaN</c>.</summary>
internal sealed class ValueSetReader
{
    private const string HowToWrite = "write a range such as '[0, 1]' or '(0, +Inf)', numbers such as '0 or 1', 'whole numbers in [0, 10]' or 'NaN'";

    private readonly string _text;
    private int _at;
    private (TextRange Range, string Message)? _error;

    private ValueSetReader(string text) => _text = text;

    /// <summary>Reads a set; null if the text is invalid, with the fault and its range.</summary>
    public static ValueSet? Read(string text, out (TextRange Range, string Message) error)
    {
        var reader = new ValueSetReader(text);
        ValueSet? set = reader.ReadSet();
        error = reader._error ?? default;
        return reader._error is null ? set : null;
    }

    private ValueSet ReadSet()
    {
        // All at once: joined one by one, whole numbers would become a range that is not whole.
        var intervals = new List<Interval>();
        bool mayBeNaN = false;
        bool isWhole = true;
        var histograms = Histograms.None;
        do
        {
            ValueSet part = ReadPart();
            intervals.AddRange(part.Intervals);
            mayBeNaN |= part.MayBeNaN;
            isWhole &= part.IsWhole;
            histograms = part.MayBeHistogram ? Histograms.Any : histograms;
        }
        while (_error is null && TryWord("or"));

        SkipSpace();
        if (_at < _text.Length)
        {
            Fail(new TextRange(_at, _text.Length), $"'{_text[_at..]}' is not expected here; {HowToWrite}");
        }

        return ValueSet.Create([.. intervals], mayBeNaN, isWhole, histograms);
    }

    private ValueSet ReadPart()
    {
        if (TryWord("a native histogram"))
        {
            return ValueSet.Histogram;
        }

        if (TryWord("any number"))
        {
            return ValueSet.Between(double.NegativeInfinity, double.PositiveInfinity);
        }

        if (TryWord("NaN"))
        {
            return ValueSet.NaN;
        }

        if (TryWord("whole numbers in"))
        {
            return ReadInterval(isWhole: true);
        }

        SkipSpace();
        return _at < _text.Length && _text[_at] is '[' or '(' ? ReadInterval(isWhole: false) : ValueSet.From(ReadNumber());
    }

    private ValueSet ReadInterval(bool isWhole)
    {
        SkipSpace();
        int start = _at;
        if (!TryCharacter('[', '(', out bool isLowOpen))
        {
            return ExpectedHere("A range");
        }

        double low = ReadNumber();
        if (!TryCharacter(',', ',', out _))
        {
            return ExpectedHere("The upper end of the range after a comma");
        }

        double high = ReadNumber();
        if (!TryCharacter(']', ')', out bool isHighOpen))
        {
            return ExpectedHere("A ']' or ')'");
        }

        var range = new TextRange(start, _at);
        ValueSet set = ValueSet.Between(isLowOpen ? Interval.Above(low) : low, isHighOpen ? Interval.Below(high) : high, isWhole);
        return low > high ? Fail(range, $"'{range.In(_text)}' starts above its end; the lower end stands first")
            : set.IsEmpty ? Fail(range, $"There is no such number in '{range.In(_text)}'")
            : set;
    }

    private double ReadNumber()
    {
        SkipSpace();
        int start = _at;
        while (_at < _text.Length && (char.IsAsciiLetterOrDigit(_text[_at]) || _text[_at] is '.' or '+' or '-'))
        {
            _at++;
        }

        ReadOnlySpan<char> number = _text.AsSpan()[start.._at];
        ReadOnlySpan<char> unsigned = number is ['+' or '-', ..] ? number[1..] : number;
        if (unsigned.Equals("Inf", StringComparison.OrdinalIgnoreCase))
        {
            return number[0] == '-' ? double.NegativeInfinity : double.PositiveInfinity;
        }

        // The words that .NET has for infinity and NaN are not numbers here, nor is what overflows.
        if (unsigned is [(>= '0' and <= '9') or '.', ..] && double.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && double.IsFinite(value))
        {
            return value;
        }

        if (number.IsEmpty)
        {
            ExpectedHere("A number");
        }
        else
        {
            Fail(new TextRange(start, _at), $"'{number}' is not a number; {HowToWrite}");
        }

        return 0;
    }

    private bool TryWord(string word)
    {
        SkipSpace();
        ReadOnlySpan<char> rest = _text.AsSpan(_at);
        if (!rest.StartsWith(word, StringComparison.OrdinalIgnoreCase) || (rest.Length > word.Length && char.IsAsciiLetterOrDigit(rest[word.Length])))
        {
            return false;
        }

        _at += word.Length;
        return true;
    }

    private bool TryCharacter(char one, char other, out bool isOther)
    {
        SkipSpace();
        isOther = _at < _text.Length && _text[_at] == other;
        if (!isOther && (_at >= _text.Length || _text[_at] != one))
        {
            return false;
        }

        _at++;
        return true;
    }

    private void SkipSpace()
    {
        while (_at < _text.Length && char.IsWhiteSpace(_text[_at]))
        {
            _at++;
        }
    }

    private ValueSet ExpectedHere(string what)
    {
        int start = Math.Min(_at, Math.Max(_text.Length - 1, 0));
        return Fail(new TextRange(start, Math.Min(start + 1, _text.Length)), $"{what} is expected here; {HowToWrite}");
    }

    private ValueSet Fail(TextRange range, string message)
    {
        _error ??= (range, message);
        return ValueSet.Nothing;
    }
}
