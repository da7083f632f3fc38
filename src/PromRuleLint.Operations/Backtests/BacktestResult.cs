using System.Collections.Immutable;
using PromRuleLint.Operations.Http;
using PromRuleLint.PromQL;
using PromRuleLint.PromQL.Printing;
using PromRuleLint.PromQL.Syntax;
using PromRuleLint.Rules;

namespace PromRuleLint.Operations.Backtests;

/// <summary>What a server's past says of an alert.</summary>
/// <param name="Rule">The alert.</param>
/// <param name="Timeline">When it would have fired; null where that is not known.</param>
/// <param name="Obstacle">Why it is not known, or what it was not known of; empty where all was.</param>
internal sealed record BacktestResult(AlertingRule Rule, AlertTimeline? Timeline, string Obstacle)
{
    /// <summary>The result with what it does not say where the alert reads what the server's past has by other rules than those of the files.</summary>
    /// <param name="recorded">The recorded metrics whose rules have changed.</param>
    public BacktestResult ReadingOutdated(IReadOnlySet<string> recorded)
    {
        string[] read = [.. (Rule.Expression?.Root?.DescendantsAndSelf() ?? []).OfType<VectorSelector>().Select(static selector => selector.Name).OfType<string>().Where(recorded.Contains).Distinct(StringComparer.Ordinal)];
        string note = read.Length == 0 ? "" : $"the server's past of {string.Join(", ", read)} was recorded by the rule before the change";
        return this with { Obstacle = Obstacle.Length == 0 || note.Length == 0 ? Obstacle + note : $"{Obstacle}; {note}" };
    }
}
