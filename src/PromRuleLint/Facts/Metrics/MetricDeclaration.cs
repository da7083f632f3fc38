using System.Collections.Immutable;

namespace PromRuleLint.Facts;

/// <summary>What is declared of a metric that no rule records. It is the user's word and taken for true.</summary>
/// <param name="Metric">The name under which it is declared; a histogram's also stands for its <c>_bucket</c>, <c>_sum</c> and <c>_count</c>.</param>
public sealed record MetricDeclaration(string Metric)
{
    /// <summary>What sort of metric it is; null where nothing is said.</summary>
    public Declared<MetricType>? Type { get; init; }

    /// <summary>Which values its series may have; null where nothing is said.</summary>
    public Declared<ValueSet>? Values { get; init; }

    /// <summary>The labels that its series may have, besides <c>job</c> and <c>instance</c>, which every target gives; null where others are possible.</summary>
    public Declared<ImmutableArray<string>>? AllLabels { get; init; }

    /// <summary>Which values single labels may have; the empty text stands for a series without the label.</summary>
    public ImmutableArray<(string Name, Declared<LabelValues> Values)> LabelValues { get; init; } = [];

    /// <summary>The unit of its values, such as <c>seconds</c>; null where nothing is said.</summary>
    internal Declared<string>? Unit { get; init; }

    /// <summary>How many series there are; null where nothing is said.</summary>
    internal long? Series { get; init; }

    /// <summary>How often it is written; null where nothing is said.</summary>
    internal Cadence? Cadence { get; init; }

    /// <summary>What is said here and, where this says nothing, there.</summary>
    internal MetricDeclaration Over(MetricDeclaration other) => this with
    {
        Type = Type ?? other.Type,
        Values = Values ?? other.Values,
        Unit = Unit ?? other.Unit,
        Series = Series ?? other.Series,
        Cadence = Cadence ?? other.Cadence,
        AllLabels = AllLabels ?? (LabelValues.IsEmpty ? other.AllLabels : null),
        LabelValues = LabelValues.IsEmpty && AllLabels is null ? other.LabelValues : LabelValues,
    };
}
