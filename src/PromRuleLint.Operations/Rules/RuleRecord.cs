using System.Collections.Immutable;

namespace PromRuleLint.Operations.Rules;

/// <summary>A rule, as a file holds it or as a server has loaded it.</summary>
/// <param name="IsAlert">Whether it alerts; else it records.</param>
/// <param name="Name">The name of the alert or of the recorded metric.</param>
/// <param name="Expression">Its expression as this program prints it, so that two of the same meaning are the same text.</param>
internal sealed record RuleRecord(bool IsAlert, string Name, string Expression)
{
    /// <summary>The labels that it sets.</summary>
    public ImmutableSortedDictionary<string, string> Labels { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>Its annotations.</summary>
    public ImmutableSortedDictionary<string, string> Annotations { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>How long an alert must hold.</summary>
    public TimeSpan For { get; init; }

    /// <summary>How long an alert goes on.</summary>
    public TimeSpan KeepFiringFor { get; init; }

    /// <summary>What the server says of its last evaluation: ok, err or unknown; null in a file.</summary>
    public string? Health { get; init; }

    /// <summary>Why its last evaluation failed; empty where it did not.</summary>
    public string LastError { get; init; } = "";

    /// <summary>Of an alert, what the server says of it: inactive, pending or firing.</summary>
    public string State { get; init; } = "";

    /// <summary>The rule for a person.</summary>
    public override string ToString() => $"{(IsAlert ? "alert" : "record")} '{Name}'";
}
