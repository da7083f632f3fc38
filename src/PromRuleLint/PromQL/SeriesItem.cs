using PromRuleLint.Text;

namespace PromRuleLint.PromQL;

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
