using PromRuleLint.PromQL.Syntax;

namespace PromRuleLint.Facts;

/// <summary>
/// One way in which an expression's result may come about: a branch of <c>or</c>, one of several rules that record a metric.
/// All series that come about that way obey its facts.
/// </summary>
public sealed record Alternative
{
    /// <summary>A series of which nothing is known.</summary>
    internal static Alternative Unknown { get; } = new() { Value = ValueSet.Unknown, Labels = LabelFacts.Unknown };

    /// <summary>Which values are possible; of an impossible alternative, which would be.</summary>
    public required ValueSet Value { get; init; }

    /// <summary>Why the values are these; null where nothing is known.</summary>
    public Reason? ValueReason { get; init; }

    /// <summary>What is known of the labels.</summary>
    public required LabelFacts Labels { get; init; }

    /// <summary>Why no series ever comes about this way; null where one may.</summary>
    public Reason? Impossibility { get; init; }

    /// <summary>Whether a series may come about this way.</summary>
    public bool IsPossible => Impossibility is null;

    /// <summary>The first thing that filtered the series by value or by the presence of others; null where nothing did.</summary>
    public Reason? Condition { get; init; }

    /// <summary>Of what expression these series are a part, values and labels unchanged; null for a value computed anew.</summary>
    internal Expr? Identity { get; init; }

    /// <summary>
    /// Of the series of <see cref="Identity"/>, those with a value in this set are in the result, all of them; null where
    /// more than the value decides.
    /// </summary>
    internal ValueSet? Passing { get; init; }

    /// <summary>The value less the time of evaluation, in seconds, where it is known to stand near it: <c>time()</c>, the time of a sample; else null.</summary>
    internal ValueSet? FromNow { get; init; }

    /// <summary>
    /// Which names the series had before a function took them off; null where none was. With delayed name removal the name
    /// can still be read by <c>label_replace</c> and by grouping.
    /// </summary>
    internal LabelValues? DroppedName { get; init; }

    /// <summary>Whether all series have, or had before a function took it off, one and the same name.</summary>
    internal bool HasOneName => Labels[Matching.MetricName].Values.Single is not null && (DroppedName is null || DroppedName.Single is { Length: > 0 });

    /// <summary>What is known of a label where it is read, not returned: a dropped name may still be seen.</summary>
    internal LabelFact Read(string name) =>
        name.Length == 0 ? new LabelFact(LabelValues.Absent, null) :
        name == Matching.MetricName && DroppedName is not null ? new LabelFact(DroppedName.Union(Labels[name].Values), Labels[name].Reason) : Labels[name];

    /// <summary>The series with a value computed anew.</summary>
    /// <param name="node">What computes it.</param>
    /// <param name="value">Which values are possible.</param>
    /// <param name="reason">Why; null where nothing is known.</param>
    /// <param name="dropped">Why the name is gone; null where it stays.</param>
    internal Alternative Computed(Expr node, ValueSet value, Reason? reason, Reason? dropped)
    {
        LabelFacts labels = Labels;
        LabelValues? droppedName = DroppedName;
        if (dropped is not null && labels[Matching.MetricName] is { IsImpossible: false } name)
        {
            labels = labels.WithoutName(dropped);
            droppedName = name.Values;
        }

        return new Alternative
        {
            Value = value,
            ValueReason = reason,
            Labels = labels,
            Impossibility = Impossibility,
            Condition = Condition,
            Identity = node,
            Passing = ValueSet.Unknown,
            DroppedName = droppedName,
        };
    }

    /// <summary>The same, impossible; the first reason stays.</summary>
    internal Alternative Dead(Reason reason) => IsPossible ? this with { Impossibility = reason } : this;
}
