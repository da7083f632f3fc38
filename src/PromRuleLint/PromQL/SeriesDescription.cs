using System.Collections.Immutable;
using PromRuleLint.Text;

namespace PromRuleLint.PromQL;

/// <summary>A label of a described series.</summary>
/// <param name="Name">The label, decoded; <c>__name__</c> for the metric name.</param>
/// <param name="Value">Its value, decoded.</param>
/// <param name="Range">Where both stand.</param>
public readonly record struct SeriesLabel(string Name, string Value, TextRange Range);

/// <summary>What an item of a series' values stands for.</summary>
public enum SeriesItemKind
{
    /// <summary><c>_</c>: no sample.</summary>
    Omitted,

    /// <summary><c>stale</c>: the series ends.</summary>
    Stale,

    /// <summary>A number, or numbers that grow by a step.</summary>
    Number,

    /// <summary>A native histogram, or histograms that grow by another.</summary>
    Histogram,
}

/// <summary>One item of a series' values, such as <c>1</c>, <c>0+10x5</c>, <c>_x3</c> or <c>{{sum:1 count:2}}</c>.</summary>
/// <param name="Range">Where it stands.</param>
/// <param name="Kind">What it stands for.</param>
/// <param name="Count">How many samples it gives: <c>0+10x5</c> gives six, <c>_x3</c> three.</param>
/// <param name="Value">The first number; not a number unless <paramref name="Kind"/> is <see cref="SeriesItemKind.Number"/>.</param>
/// <param name="Step">What each further number adds.</param>
public readonly record struct SeriesItem(TextRange Range, SeriesItemKind Kind, long Count, double Value = double.NaN, double Step = 0)
{
    /// <summary>The first histogram; null of all other kinds.</summary>
    internal HistogramLiteral? Histogram { get; init; }

    /// <summary>What each further histogram adds; null where they repeat.</summary>
    internal HistogramLiteral? HistogramStep { get; init; }

    /// <summary>Whether <see cref="HistogramStep"/> is subtracted.</summary>
    internal bool IsHistogramStepNegative { get; init; }
}

/// <summary>A fault in the description of a series.</summary>
/// <param name="Range">Where, in UTF-16 offsets of the text.</param>
/// <param name="Message">What is wrong and what to write instead.</param>
public sealed record SeriesError(TextRange Range, string Message);

/// <summary>
/// A series with its values, as rule unit tests write them: <c>up{job="api"} 1 0+10x5 _ stale</c>. Follows the series descriptions
/// of the reference's <c>promql/parser/generated_parser.y</c> and <c>lex.go</c>.
/// </summary>
public sealed class SeriesDescription
{
    internal SeriesDescription(ImmutableArray<SeriesLabel> labels, ImmutableArray<SeriesItem> items, ImmutableArray<SeriesError> errors)
    {
        Labels = labels;
        Items = items;
        Errors = errors;
    }

    /// <summary>The labels in the order of the text, the metric name first where it stands before the braces.</summary>
    public ImmutableArray<SeriesLabel> Labels { get; }

    /// <summary>The values.</summary>
    public ImmutableArray<SeriesItem> Items { get; }

    /// <summary>Whether the values are start times (<c>@st</c> behind the series): seconds before or after the sample of the series that has them.</summary>
    public bool HasStartTimes { get; internal init; }

    /// <summary>All faults, in the order of the text; empty where the reference accepts the description.</summary>
    public ImmutableArray<SeriesError> Errors { get; }

    /// <summary>The metric name, or null where there is none.</summary>
    public string? MetricName
    {
        get
        {
            string? name = null;
            foreach (SeriesLabel label in Labels)
            {
                name = label.Name == "__name__" ? label.Value : name;
            }

            return name;
        }
    }

    /// <summary>Reads a series and its values: the name and labels, a space, the values. Never throws on any text.</summary>
    public static SeriesDescription Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return new SeriesDescriptionReader(text).Series();
    }

    /// <summary>Reads only the name and labels of a series, such as <c>up{job="api"}</c>. Never throws on any text.</summary>
    public static SeriesDescription ParseMetric(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return new SeriesDescriptionReader(text).MetricOnly();
    }

    /// <summary>Reads only values, such as <c>1 0+10x5 _ stale</c>. Never throws on any text.</summary>
    public static SeriesDescription ParseValues(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return new SeriesDescriptionReader(text).ValuesOnly();
    }
}
