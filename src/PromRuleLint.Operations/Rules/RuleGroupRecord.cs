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
