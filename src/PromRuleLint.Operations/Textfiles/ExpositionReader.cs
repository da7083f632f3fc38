using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace PromRuleLint.Operations.Textfiles;

/// <summary>
/// Reads the text exposition format, version 0.0.4, as the node exporter's textfile collector does: it refuses a file as a
/// whole for one fault. Follows <c>expfmt/text_parse.go</c> of Prometheus' <c>common</c>, with one difference: reading goes
/// on after a fault, so that all are told.
/// </summary>
internal sealed class ExpositionReader
{
    private static readonly string[] TypeNames = ["counter", "gauge", "histogram", "summary", "untyped"];

    private readonly ImmutableArray<ExpositionSample>.Builder _samples = ImmutableArray.CreateBuilder<ExpositionSample>();
    private readonly ImmutableArray<ExpositionComment>.Builder _types = ImmutableArray.CreateBuilder<ExpositionComment>();
    private readonly ImmutableArray<ExpositionComment>.Builder _helps = ImmutableArray.CreateBuilder<ExpositionComment>();
    private readonly ImmutableArray<ExpositionError>.Builder _errors = ImmutableArray.CreateBuilder<ExpositionError>();
    private readonly HashSet<string> _typed = new(StringComparer.Ordinal);
    private readonly HashSet<string> _helped = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _sampled = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _series = new(StringComparer.Ordinal);
    private string _line = "";
    private int _number;
    private int _at;

    private ExpositionReader()
    {
    }

    /// <summary>Reads a file's text.</summary>
    public static ExpositionFile Read(string text)
    {
        var reader = new ExpositionReader();
        reader.ReadLines(text);
        return new ExpositionFile(reader._samples.ToImmutable(), reader._types.ToImmutable(), reader._helps.ToImmutable(), reader._errors.ToImmutable());
    }

    /// <summary>A sample value as Go's <c>strconv.ParseFloat</c> reads it where the format may hold it.</summary>
    public static bool TryParseValue(string text, out double value)
    {
        switch (text.TrimStart('+', '-').ToUpperInvariant())
        {
            case "INF" or "INFINITY":
                value = text[0] == '-' ? double.NegativeInfinity : double.PositiveInfinity;
                return true;
            case "NAN":
                value = double.NaN;
                return text[0] is not ('+' or '-');
            default:
                return double.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out value)
                    && double.IsFinite(value);
        }
    }

    private void ReadLines(string text)
    {
        int start = 0;
        while (start < text.Length)
        {
            int end = text.IndexOf('\n', start);
            _number++;
            _line = end < 0 ? text[start..] : text[start..end];
            _at = 0;
            ReadLine();
            if (end < 0)
            {
                Fail("the last line does not end; the file was cut off or needs a line break at its end");
                return;
            }

            start = end + 1;
        }
    }

    private void ReadLine()
    {
        SkipBlanks();
        if (_at == _line.Length)
        {
            return;
        }

        if (_line[_at] == '#')
        {
            _at++;
            ReadComment();
        }
        else
        {
            ReadSample();
        }
    }

    private void ReadComment()
    {
        SkipBlanks();
        string keyword = ReadToBlank();
        if (keyword is not ("HELP" or "TYPE"))
        {
            return;
        }

        SkipBlanks();
        string metric = ReadToBlank();
        if (!IsName(metric, colons: true))
        {
            Fail($"'{metric}' after {keyword} is no metric name");
            return;
        }

        SkipBlanks();
        string text = _line[_at..];
        if (keyword == "HELP")
        {
            Add(_helps, _helped, "HELP", metric, text);
            return;
        }

        text = text.Trim();
        if (!TypeNames.Contains(text.ToLowerInvariant(), StringComparer.Ordinal))
        {
            Fail($"'{text}' is no metric type; write one of {string.Join(", ", TypeNames)}");
        }
        else if (_sampled.TryGetValue(metric, out int line))
        {
            Fail($"the TYPE of '{metric}' follows its first sample in line {line}; put it before");
        }
        else
        {
            Add(_types, _typed, "TYPE", metric, text.ToLowerInvariant());
        }
    }

    private void Add(ImmutableArray<ExpositionComment>.Builder comments, HashSet<string> known, string keyword, string metric, string text)
    {
        if (known.Add(metric))
        {
            comments.Add(new ExpositionComment(metric, text, _number));
        }
        else
        {
            Fail($"'{metric}' has a second {keyword}; keep one");
        }
    }

    private void ReadSample()
    {
        string name = ReadName();
        if (!IsName(name, colons: true))
        {
            Fail(name.Length == 0 ? $"'{_line[_at]}' begins no metric name" : $"'{name}' is no metric name");
            return;
        }

        var labels = new SortedDictionary<string, string>(StringComparer.Ordinal);
        SkipBlanks();
        if (Peek() == '{' && !ReadLabels(labels))
        {
            return;
        }

        SkipBlanks();
        string value = ReadToBlank();
        if (!TryParseValue(value, out double number))
        {
            Fail(value.Length == 0 ? $"'{name}' has no value" : $"'{value}' is no number");
            return;
        }

        SkipBlanks();
        string timestamp = ReadToBlank();
        SkipBlanks();
        if ((timestamp.Length > 0 && !long.TryParse(timestamp, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _)) || _at < _line.Length)
        {
            Fail($"'{_line[_at..]}{timestamp}' after the value is no timestamp in milliseconds");
            return;
        }

        Keep(new ExpositionSample(name, [.. labels], number, _number, timestamp.Length > 0));
    }

    private void Keep(ExpositionSample sample)
    {
        if (sample.HasTimestamp)
        {
            Fail("the node exporter refuses files whose samples have timestamps; leave it out");
        }

        if (!_series.TryAdd(sample.Series, _number))
        {
            Fail($"'{sample.Series}' is in line {_series[sample.Series]} already; a series has one sample");
        }

        _sampled.TryAdd(sample.Name, _number);
        foreach (string suffix in (string[])["_sum", "_count", "_bucket"])
        {
            if (sample.Name.EndsWith(suffix, StringComparison.Ordinal))
            {
                _sampled.TryAdd(sample.Name[..^suffix.Length], _number);
            }
        }

        _samples.Add(sample);
    }

    private bool ReadLabels(SortedDictionary<string, string> labels)
    {
        _at++;
        while (true)
        {
            SkipBlanks();
            if (Peek() == '}')
            {
                _at++;
                return true;
            }

            string name = ReadName();
            SkipBlanks();
            if (!IsName(name, colons: false) || name == "__name__")
            {
                return Fail($"'{name}' is no label name");
            }

            if (!ReadAssignment(name, out string value))
            {
                return false;
            }

            if (!labels.TryAdd(name, value))
            {
                return Fail($"the label '{name}' is there twice");
            }

            SkipBlanks();
            if (Peek() == ',')
            {
                _at++;
            }
            else if (Peek() != '}')
            {
                return Fail($"a comma or '}}' is missing after the label '{name}'");
            }
        }
    }

    private bool ReadAssignment(string label, out string value)
    {
        value = "";
        if (Peek() != '=')
        {
            return Fail($"'=' is missing after the label '{label}'");
        }

        _at++;
        SkipBlanks();
        if (Peek() != '"')
        {
            return Fail($"the value of the label '{label}' needs quotes");
        }

        var text = new StringBuilder();
        for (_at++; _at < _line.Length; _at++)
        {
            char c = _line[_at];
            if (c == '"')
            {
                _at++;
                value = text.ToString();
                return true;
            }

            if (c == '\\')
            {
                char escaped = ++_at < _line.Length ? _line[_at] : '\0';
                if (escaped is not ('"' or '\\' or 'n'))
                {
                    return Fail($"'\\{escaped}' is no escape; there are \\\\, \\\" and \\n");
                }

                c = escaped == 'n' ? '\n' : escaped;
            }

            text.Append(c);
        }

        return Fail($"the value of the label '{label}' does not end in this line");
    }

    private static bool IsName(string name, bool colons)
    {
        for (int i = 0; i < name.Length; i++)
        {
            if (!(char.IsAsciiLetter(name[i]) || name[i] == '_' || (colons && name[i] == ':') || (i > 0 && char.IsAsciiDigit(name[i]))))
            {
                return false;
            }
        }

        return name.Length > 0;
    }

    private string ReadName()
    {
        int start = _at;
        while (_at < _line.Length && (char.IsAsciiLetterOrDigit(_line[_at]) || _line[_at] is '_' or ':'))
        {
            _at++;
        }

        return _line[start.._at];
    }

    private string ReadToBlank()
    {
        int start = _at;
        while (_at < _line.Length && _line[_at] is not (' ' or '\t'))
        {
            _at++;
        }

        return _line[start.._at];
    }

    private char Peek() => _at < _line.Length ? _line[_at] : '\0';

    private void SkipBlanks()
    {
        while (_at < _line.Length && _line[_at] is ' ' or '\t')
        {
            _at++;
        }
    }

    private bool Fail(string message)
    {
        _errors.Add(new ExpositionError(_number, message));
        return false;
    }
}
