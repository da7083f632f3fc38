using System.Collections.Immutable;
using PromRuleLint.Operations.Http;
using PromRuleLint.Operations.Rules;
using PromRuleLint.PromQL;

namespace PromRuleLint.Operations.Reloading;

/// <summary>
/// Looks whether the server has exactly the rules of the files and all of them are healthy in two rounds of their group: a rule
/// that fails on what it recorded itself is healthy in the first.
/// </summary>
internal sealed class RuleRounds(PrometheusClient client, ReloadSettings settings, TimeProvider clock, Action<string> report)
{
    private const int Rounds = 2;

    /// <summary>Runs the two last steps of a reload.</summary>
    /// <exception cref="ReloadException">The rules are others, one is not healthy, or not all were evaluated in time.</exception>
    public async Task RunAsync(CancellationToken cancellation)
    {
        ImmutableArray<RuleGroupRecord> groups = await AskAsync(cancellation).ConfigureAwait(false);
        report($"the server has the {settings.Groups.Length} groups of the files with {settings.Groups.Sum(static group => group.Rules.Length)} rules");

        // Seen is by the server's own stamps, not by clocks: what stood there at first may be from before the reload.
        var stamps = groups.ToDictionary(static group => (group.File, group.Name), static group => new HashSet<string?> { group.LastEvaluation });
        TimeSpan shortest = groups.Select(static group => group.Interval ?? TimeSpan.FromMinutes(1)).DefaultIfEmpty(TimeSpan.FromMinutes(1)).Min();
        TimeSpan longest = groups.Select(static group => group.Interval ?? TimeSpan.FromMinutes(1)).DefaultIfEmpty(TimeSpan.FromMinutes(1)).Max();
        TimeSpan timeout = settings.HealthTimeout ?? ((longest * (Rounds + 1)) + TimeSpan.FromSeconds(30));
        TimeSpan pause = TimeSpan.FromMilliseconds(Math.Clamp(shortest.TotalMilliseconds / 4, 100, 5000));
        report($"waiting for {Rounds} rounds of each group, up to {PrometheusDuration.Format(timeout)}");
        long start = clock.GetTimestamp();
        while (true)
        {
            AssertHealthy(groups, stamps);
            if (stamps.Values.All(static seen => seen.Count > Rounds))
            {
                report($"all rules are healthy in {Rounds} rounds");
                return;
            }

            if (clock.GetElapsedTime(start) >= timeout)
            {
                ((string file, string name), HashSet<string?> seen) = stamps.First(static each => each.Value.Count <= Rounds);
                throw new ReloadException(ReloadStep.Health, $"the group '{name}' of {settings.Display(file)} was evaluated {seen.Count - 1} times in {PrometheusDuration.Format(timeout)}, {Rounds} are needed");
            }

            await Task.Delay(pause, clock, cancellation).ConfigureAwait(false);
            groups = await AskAsync(cancellation).ConfigureAwait(false);
            foreach (RuleGroupRecord group in groups.Where(static group => group.IsEvaluated))
            {
                stamps[(group.File, group.Name)].Add(group.LastEvaluation);
            }
        }
    }

    private async Task<ImmutableArray<RuleGroupRecord>> AskAsync(CancellationToken cancellation)
    {
        ImmutableArray<RuleGroupRecord> groups;
        try
        {
            groups = await client.RulesAsync(settings.Paths, cancellation).ConfigureAwait(false);
        }
        catch (ServerException exception)
        {
            throw new ReloadException(ReloadStep.Rules, exception.Message);
        }

        string[] differences = [.. RuleDrift.Compare(settings.Groups, groups, settings.Display)];
        return differences.Length == 0 ? groups : throw new ReloadException(ReloadStep.Rules, string.Join("\n", differences));
    }

    private void AssertHealthy(ImmutableArray<RuleGroupRecord> groups, Dictionary<(string File, string Name), HashSet<string?>> stamps)
    {
        foreach (RuleGroupRecord group in groups)
        {
            foreach (RuleRecord rule in group.Rules)
            {
                // Before its group's first round after the reload a rule's health is unknown, or that of the rule that was there.
                if (rule.Health != "ok" && stamps[(group.File, group.Name)].Count > 1)
                {
                    string why = rule.LastError.Length > 0 ? rule.LastError : $"its health is {rule.Health}";
                    throw new ReloadException(ReloadStep.Health, $"{rule} in group '{group.Name}' of {settings.Display(group.File)} fails in round {stamps[(group.File, group.Name)].Count - 1}: {why}");
                }
            }
        }
    }
}
