using System.Collections.Immutable;

namespace PromRuleLint.Operations.Rules;

/// <summary>A group of rules, as a file holds it or as a server has loaded it.</summary>
/// <param name="File">The full path of its file, as this machine sees it.</param>
/// <param name="Name">Its name.</param>
/// <param name="Rules">Its rules in order.</param>
internal sealed record RuleGroupRecord(string File, string Name, ImmutableArray<RuleRecord> Rules)
{
    /// <summary>How often it is evaluated; null for the server's default.</summary>
    public TimeSpan? Interval { get; init; }

    /// <summary>When the server has evaluated it last, as it writes times; null in a file.</summary>
    public string? LastEvaluation { get; init; }

    /// <summary>Whether the server has evaluated it at all.</summary>
    public bool IsEvaluated => LastEvaluation is not null && !LastEvaluation.StartsWith("0001-", StringComparison.Ordinal);
}

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
