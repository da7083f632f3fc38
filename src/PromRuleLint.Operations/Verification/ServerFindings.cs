using System.Collections.Immutable;
using System.Text.Json;
using PromRuleLint.Operations.Http;
using PromRuleLint.Operations.Rules;
using PromRuleLint.PromQL;
using PromRuleLint.PromQL.Printing;
using PromRuleLint.PromQL.Syntax;
using MatchType = PromRuleLint.PromQL.Syntax.MatchType;

namespace PromRuleLint.Operations.Verification;

/// <summary>Finds what only a running server shows about its rules.</summary>
internal sealed class ServerFindings(PrometheusClient client, ImmutableArray<RuleGroupRecord> groups)
{
    /// <summary>A label that no series has, to read a metric as if it were gone.</summary>
    private const string NobodysLabel = "promrulelint_nobody";

    private readonly List<string> _findings = [];

    /// <summary>All findings, for a person.</summary>
    /// <exception cref="ServerException">The server does not answer; nothing is known then.</exception>
    public async Task<ImmutableArray<string>> FindAsync(CancellationToken cancellation)
    {
        FindErrors();
        await FindScrapedRecordsAsync(cancellation).ConfigureAwait(false);
        await FindSharedSeriesAsync(cancellation).ConfigureAwait(false);
        await FindUnknownJobsAsync(cancellation).ConfigureAwait(false);
        await FindImmortalSeriesAsync(cancellation).ConfigureAwait(false);
        return [.. _findings];
    }

    private IEnumerable<(RuleGroupRecord Group, RuleRecord Rule)> Rules => groups.SelectMany(static group => group.Rules.Select(rule => (group, rule)));

    private void FindErrors()
    {
        foreach ((RuleGroupRecord group, RuleRecord rule) in Rules)
        {
            if (rule.Health == "err")
            {
                _findings.Add($"{rule} in group '{group.Name}' fails: {rule.LastError}");
            }
            else if (rule.Health != "ok")
            {
                _findings.Add($"{rule} in group '{group.Name}' was not evaluated yet");
            }
        }
    }

    private async Task FindScrapedRecordsAsync(CancellationToken cancellation)
    {
        foreach (string metric in Rules.Where(static each => !each.Rule.IsAlert).Select(static each => each.Rule.Name).Distinct(StringComparer.Ordinal))
        {
            // What a target says of a metric is known only where one is scraped with it.
            JsonElement data = await client.GetAsync($"/api/v1/targets/metadata?limit=1&metric={Uri.EscapeDataString(metric)}", cancellation).ConfigureAwait(false);
            string? target = client.Guard(() => data.EnumerateArray().Select(static each => each.GetProperty("target")).Select(static each => $"{each.TextOf("instance")} (job '{each.TextOf("job")}')").FirstOrDefault());
            if (target is not null)
            {
                _findings.Add($"'{metric}' is recorded, and scraped from {target} too; whoever reads it reads both");
            }
        }
    }

    private async Task FindSharedSeriesAsync(CancellationToken cancellation)
    {
        foreach (IGrouping<string, (RuleGroupRecord Group, RuleRecord Rule)> records in Rules.Where(static each => !each.Rule.IsAlert).GroupBy(static each => each.Rule.Name, StringComparer.Ordinal))
        {
            if (records.Skip(1).Any())
            {
                await FindSharedSeriesAsync(records.Key, [.. records], cancellation).ConfigureAwait(false);
            }
        }
    }

    private async Task FindSharedSeriesAsync(string metric, (RuleGroupRecord Group, RuleRecord Rule)[] records, CancellationToken cancellation)
    {
        var recorders = new Dictionary<string, (RuleGroupRecord Group, RuleRecord Rule)>(StringComparer.Ordinal);
        foreach ((RuleGroupRecord group, RuleRecord rule) in records.Where(static each => each.Rule.Health == "ok"))
        {
            QueryResult result = await client.QueryAsync(rule.Expression, null, cancellation).ConfigureAwait(false);
            foreach (ResultSeries series in result.Series)
            {
                ImmutableSortedDictionary<string, string> labels = series.Labels.SetItem("__name__", metric).SetItems(rule.Labels);
                string name = (series with { Labels = labels.RemoveRange(labels.Where(static label => label.Value.Length == 0).Select(static label => label.Key)) }).ToString();
                if (!recorders.TryAdd(name, (group, rule)) && recorders[name] is var first && (first.Rule != rule || first.Group != group))
                {
                    _findings.Add($"{name} is recorded by two rules, in group '{first.Group.Name}' as '{first.Rule.Expression}' and in group '{group.Name}' as '{rule.Expression}'; which one counts changes from round to round");
                    break;
                }
            }
        }
    }

    private async Task FindUnknownJobsAsync(CancellationToken cancellation)
    {
        ImmutableArray<ServerTarget> targets = await client.TargetsAsync(cancellation).ConfigureAwait(false);
        JsonElement data = await client.GetAsync("/api/v1/label/job/values", cancellation).ConfigureAwait(false);
        HashSet<string> jobs = client.Guard(() => data.EnumerateArray().Select(static value => value.RequiredString()).ToHashSet(StringComparer.Ordinal));
        jobs.UnionWith(targets.Select(static target => target.Job));
        jobs.UnionWith(Rules.Select(static each => each.Rule.Labels.GetValueOrDefault("job", "")));
        foreach ((RuleGroupRecord group, RuleRecord rule) in Rules)
        {
            foreach (string job in Selectors(rule).SelectMany(static selector => selector.Matchers).Where(static matcher => matcher.Name == "job" && matcher.Type == MatchType.Equal && matcher.Value.Length > 0)
                .Select(static matcher => matcher.Value).Where(job => !jobs.Contains(job)).Distinct(StringComparer.Ordinal))
            {
                _findings.Add($"{rule} in group '{group.Name}' selects the job '{job}', which no target and no series of the server has");
            }
        }
    }

    private async Task FindImmortalSeriesAsync(CancellationToken cancellation)
    {
        foreach ((RuleGroupRecord group, RuleRecord rule) in Rules.Where(static each => !each.Rule.IsAlert && Selectors(each.Rule).Any(selector => selector.Name == each.Rule.Name)))
        {
            QueryResult recorded = await client.QueryAsync(rule.Name, null, cancellation).ConfigureAwait(false);
            if (recorded.Series.IsEmpty)
            {
                continue;
            }

            QueryResult renewed = await client.QueryAsync(WithoutItself(rule), null, cancellation).ConfigureAwait(false);
            if (renewed.Series.IsEmpty)
            {
                _findings.Add($"{rule} in group '{group.Name}' lives on by recording itself: without its own last value its expression gives nothing");
            }
        }
    }

    /// <summary>The expression in which what reads the rule's own metric reads nothing.</summary>
    private static string WithoutItself(RuleRecord rule)
    {
        string text = rule.Expression;
        foreach (VectorSelector selector in Selectors(rule).Where(selector => selector.Name == rule.Name).OrderByDescending(static selector => selector.Range.Start))
        {
            ParseResult alone = PromQLParser.Parse(text[selector.Range.Start..selector.Range.End]);
            if (alone.IsValid)
            {
                text = text[..selector.Range.Start] + LabelMatcherRewriter.Set(alone, NobodysLabel, MatchType.Equal, "nobody") + text[selector.Range.End..];
            }
        }

        return text;
    }

    private static IEnumerable<VectorSelector> Selectors(RuleRecord rule) =>
        PromQLParser.Parse(rule.Expression) is { IsValid: true, Root: { } root } ? root.DescendantsAndSelf().OfType<VectorSelector>() : [];
}
