using System.Collections.Immutable;
using PromRuleLint.PromQL.SeriesNotation;

namespace PromRuleLint.PromQL;

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
