using System.Collections.Immutable;
using PromRuleLint.PromQL.Tokenizing;
using PromRuleLint.Text;

namespace PromRuleLint.PromQL.SeriesNotation;

/// <summary>Reads the name and the labels of a series.</summary>
internal sealed class SeriesLabelReader(SeriesText source)
{
    private readonly ImmutableArray<SeriesLabel>.Builder _labels = ImmutableArray.CreateBuilder<SeriesLabel>();

    public ImmutableArray<SeriesLabel> Result() => _labels.ToImmutable();

    /// <summary>The name and the labels in braces; either may be absent.</summary>
    public bool Metric()
    {
        source.SkipSpaces();
        if (source.At < source.Text.Length && (SeriesText.IsLetter(source.Text[source.At]) || source.Text[source.At] == ':') && !Name())
        {
            return false;
        }

        if (source.Peek() == '{' && source.Peek(1) != '{' && !Labels())
        {
            return false;
        }

        StartTimestamps();
        return true;
    }

    private bool Name()
    {
        int start = source.At;
        while (source.At < source.Text.Length && (SeriesText.IsWord(source.Text[source.At]) || source.Text[source.At] == ':'))
        {
            source.At++;
        }

        string name = source.Text[start..source.At];
        PromQLToken kind = name.Contains(':', StringComparison.Ordinal) ? PromQLToken.MetricIdentifier : Keywords.Classify(name);
        if (!kind.IsMetricName() && kind is not (PromQLToken.Fill or PromQLToken.FillLeft or PromQLToken.FillRight))
        {
            return source.Error(start, source.At, $"'{name}' cannot be the name of a metric outside quotes: write {{\"{name}\"}}");
        }

        _labels.Add(new SeriesLabel("__name__", name, new TextRange(start, source.At)));
        return true;
    }

    private bool Labels()
    {
        int open = source.At++;
        source.SkipSpacesAndComments();
        while (source.Peek() != '}')
        {
            if (source.At >= source.Text.Length)
            {
                return source.Error(open, open + 1, "'{' is never closed: expected '}' after the labels");
            }

            if (!Label())
            {
                return false;
            }

            source.SkipSpacesAndComments();
            if (source.Peek() == ',')
            {
                source.At++;
                source.SkipSpacesAndComments();
            }
            else if (source.Peek() != '}' && source.At < source.Text.Length)
            {
                return source.Error(source.At, source.At + 1, $"unexpected '{source.Part(source.At, source.At + 1)}' among the labels; expected ',' or '}}'");
            }
        }

        source.At++;
        return true;
    }

    /// <summary><c>@st</c> after a series: its values are start timestamps, given as durations before the sample.</summary>
    private void StartTimestamps()
    {
        const string Mark = "@st";
        if (string.CompareOrdinal(source.Text, source.At, Mark, 0, Mark.Length) == 0 && (source.At + Mark.Length == source.Text.Length || SeriesText.IsSpace(source.Text[source.At + Mark.Length])))
        {
            source.At += Mark.Length;
            source.HasStartTimes = true;
        }
    }

    private bool Label()
    {
        int start = source.At;
        string name;
        bool quoted = source.Peek() is '"' or '\'' or '`';
        if (quoted)
        {
            if (!Quoted(out name))
            {
                return false;
            }
        }
        else if (SeriesText.IsLetter(source.Peek()))
        {
            while (SeriesText.IsWord(source.Peek()))
            {
                source.At++;
            }

            name = source.Text[start..source.At];
        }
        else
        {
            return source.Error(source.At, source.At + 1, $"unexpected '{source.Part(source.At, source.At + 1)}' among the labels; expected a label such as job=\"api\" or '}}'");
        }

        int end = source.At;
        source.SkipSpacesAndComments();
        if (source.Peek() != '=' || source.Peek(1) == '~')
        {
            if (quoted && (source.Peek() is ',' or '}' || source.At >= source.Text.Length))
            {
                _labels.Add(new SeriesLabel("__name__", name, new TextRange(start, end)));
                return true;
            }

            return source.Error(source.At, Math.Min(source.At + 1, source.Text.Length), $"unexpected {source.Found()} after the label '{name}'; expected '=' and a value in quotes");
        }

        source.At++;
        source.SkipSpacesAndComments();
        if (source.Peek() is not ('"' or '\'' or '`'))
        {
            return source.Error(source.At, Math.Min(source.At + 1, source.Text.Length), $"unexpected {source.Found()} as the value of the label '{name}'; expected a string in quotes");
        }

        if (!Quoted(out string value))
        {
            return false;
        }

        _labels.Add(new SeriesLabel(name, value, new TextRange(start, source.At)));
        return true;
    }

    private bool Quoted(out string value)
    {
        int start = source.At;
        char quote = source.Text[source.At++];
        value = "";
        while (source.Peek() != quote || source.At >= source.Text.Length)
        {
            if (source.At >= source.Text.Length || (quote != '`' && source.Text[source.At] == '\n'))
            {
                return source.Error(start, source.At, $"the string is not closed: expected {quote}");
            }

            source.At += source.Text[source.At] == '\\' && quote != '`' && source.At + 1 < source.Text.Length ? 2 : 1;
        }

        source.At++;
        List<PromQLError>? bad = null;
        StringDecoder.Check(source.Text, new TextRange(start, source.At), ref bad);
        foreach (PromQLError error in bad ?? [])
        {
            source.Error(error.Range.Start, error.Range.End, error.Message);
        }

        value = StringDecoder.Decode(source.Text.AsSpan(start, source.At - start));
        return true;
    }
}
