using System.Globalization;
using PromRuleLint.Operations.Textfiles;

namespace PromRuleLint.Operations.Heartbeats;

/// <summary>The two series of a heartbeat: a sequence that changes with every beat and the Unix time of the last one.</summary>
/// <param name="Prefix">What their names begin with; <c>_seq</c> and <c>_ts</c> follow.</param>
/// <param name="Realm">The realm that they speak for; empty for series without the label.</param>
/// <param name="RealmLabel">The label that holds the realm.</param>
internal sealed record HeartbeatSeries(string Prefix, string Realm, string RealmLabel)
{
    /// <summary>The name of the sequence.</summary>
    public string SequenceMetric => Prefix + "_seq";

    /// <summary>The name of the timestamp.</summary>
    public string TimestampMetric => Prefix + "_ts";

    /// <summary>The name of the file that holds both.</summary>
    public string FileName => Prefix + ".prom";

    /// <summary>The labels as they stand behind a name.</summary>
    public string Labels => Realm.Length == 0 ? "" : $"{{{RealmLabel}=\"{ExpositionSample.Escape(Realm)}\"}}";

    /// <summary>The file's text for a beat.</summary>
    public string Render(Heartbeat beat) => string.Create(CultureInfo.InvariantCulture, $"""
        # HELP {SequenceMetric} Number of the last heartbeat; changes with every one.
        # TYPE {SequenceMetric} gauge
        {SequenceMetric}{Labels} {beat.Sequence}
        # HELP {TimestampMetric} Unix time of the last heartbeat in seconds.
        # TYPE {TimestampMetric} gauge
        {TimestampMetric}{Labels} {beat.Timestamp}

        """).ReplaceLineEndings("\n");

    /// <summary>The beat that a file holds; null where it does not hold both series whole.</summary>
    public Heartbeat? ReadFrom(ExpositionFile file)
    {
        double? sequence = ValueOf(file, SequenceMetric);
        double? timestamp = ValueOf(file, TimestampMetric);
        return file.Errors.IsEmpty && Heartbeat.AsSequence(sequence) is { } number && Heartbeat.AsSequence(timestamp) is { } time ? new Heartbeat(number, time) : null;
    }

    private double? ValueOf(ExpositionFile file, string metric) =>
        file.Samples.FirstOrDefault(sample => sample.Name == metric && (sample.Label(RealmLabel) ?? "") == Realm)?.Value;
}
