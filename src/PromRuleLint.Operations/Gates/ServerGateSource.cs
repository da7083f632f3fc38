using System.Collections.Immutable;
using PromRuleLint.Gates;
using PromRuleLint.Operations.Http;
using PromRuleLint.Operations.Rules;
using PromRuleLint.PromQL;
using PromRuleLint.PromQL.Syntax;

namespace PromRuleLint.Operations.Gates;

/// <summary>The values of a gate as a server has them, all of one round at the server's one time.</summary>
internal sealed class ServerGateSource : IGateSource
{
    /// <summary>A server refuses more than 11,000 points of a series in one answer.</summary>
    private const int PointsOfOneQuery = 10_000;

    private static readonly TimeSpan DefaultMaxAge = TimeSpan.FromMinutes(2);

    private readonly PrometheusClient _client;
    private readonly ImmutableArray<RuleGroupRecord> _groups;
    private readonly DateTimeOffset _now;
    private readonly string? _obstacle;

    private ServerGateSource(PrometheusClient client, DateTimeOffset now, ImmutableArray<RuleGroupRecord> groups, string? obstacle)
    {
        _client = client;
        _now = now;
        _groups = groups;
        _obstacle = obstacle;
        Provenance = obstacle is null ? new GateProvenance(ServedRuleSet.FactsOf(groups, client.DisplayUrl)) : null;
    }

    /// <summary>What is known of the rules of the server; null where it could not be asked.</summary>
    public GateProvenance? Provenance { get; }

    /// <summary>Asks a server for its time and its rules.</summary>
    public static async Task<ServerGateSource> OpenAsync(PrometheusClient client, CancellationToken cancellation)
    {
        try
        {
            DateTimeOffset now = await client.TimeAsync(cancellation).ConfigureAwait(false);
            System.Text.Json.JsonElement rules = await client.GetAsync("/api/v1/rules", cancellation).ConfigureAwait(false);
            return new ServerGateSource(client, now, client.Guard(() => RuleRecords.FromServer(rules, static path => path)), null);
        }
        catch (ServerException exception)
        {
            return new ServerGateSource(client, default, [], exception.Message);
        }
    }

    /// <inheritdoc/>
    public async Task<GateData> ReadAsync(GateCondition condition, CancellationToken cancellation)
    {
        if (_obstacle is not null)
        {
            return GateData.Unknown(_obstacle);
        }

        try
        {
            string expression = GateExpressions.WithoutSmoke(condition.Expression!);
            var series = new Dictionary<string, double?[]>(StringComparer.Ordinal);
            string? obstacle = await ReadAsync(condition, expression, series, cancellation).ConfigureAwait(false)
                ?? (series.Count == 0 ? null : await FindStaleAsync(condition, expression, cancellation).ConfigureAwait(false));
            return new GateData([.. series.OrderBy(static each => each.Key, StringComparer.Ordinal).Select(static each => new GateSeries(each.Key, [.. each.Value]))], obstacle);
        }
        catch (ServerException exception)
        {
            return GateData.Unknown(exception.Message);
        }
    }

    /// <inheritdoc/>
    public Task<GateConditionResult> JudgeAlertAsync(GateCondition condition, CancellationToken cancellation)
    {
        if (_obstacle is not null)
        {
            return Task.FromResult(new GateConditionResult(condition, GateVerdict.Hold, _obstacle));
        }

        (RuleGroupRecord Group, RuleRecord Rule)[] rules = [.. _groups.SelectMany(static group => group.Rules.Select(rule => (group, rule))).Where(each => each.rule.IsAlert && each.rule.Name == condition.Alert)];
        return Task.FromResult(
            rules.Length == 0 ? new GateConditionResult(condition, GateVerdict.Hold, $"the server has no alert '{condition.Alert}'")
            : rules.Any(static each => each.Rule.State == "firing") ? new GateConditionResult(condition, GateVerdict.NoGo, "it fires")
            : rules.FirstOrDefault(static each => each.Rule.Health != "ok") is { Rule: { } sick } ? new GateConditionResult(condition, GateVerdict.Hold, sick.LastError.Length > 0 ? sick.LastError : $"its health is {sick.Health}")
            : rules.FirstOrDefault(each => IsOld(each.Group)) is { Group: { } old } ? new GateConditionResult(condition, GateVerdict.Hold, $"it was evaluated last at {old.LastEvaluation}")
            : new GateConditionResult(condition, GateVerdict.Go, rules.Any(static each => each.Rule.State == "pending") ? "it is pending" : "it does not fire") { IsWarning = rules.Any(static each => each.Rule.State == "pending") });
    }

    private bool IsOld(RuleGroupRecord group) =>
        !DateTimeOffset.TryParse(group.LastEvaluation, System.Globalization.CultureInfo.InvariantCulture, out DateTimeOffset last) || _now - last > Longer(DefaultMaxAge, (group.Interval ?? TimeSpan.Zero) * 2);

    /// <summary>Reads the values tick by tick; gives why they prove nothing, or null.</summary>
    private async Task<string?> ReadAsync(GateCondition condition, string expression, Dictionary<string, double?[]> series, CancellationToken cancellation)
    {
        int ticks = condition.AllTicks;
        DateTimeOffset start = _now - (condition.Tick * (ticks - 1));
        for (int first = 0; first < ticks; first += PointsOfOneQuery)
        {
            int last = Math.Min(first + PointsOfOneQuery, ticks) - 1;
            QueryResult result = await _client.QueryRangeAsync(expression, start + (condition.Tick * first), start + (condition.Tick * last), condition.Tick, cancellation).ConfigureAwait(false);
            if (!result.Warnings.IsEmpty)
            {
                return $"the server warns: {result.Warnings[0]}";
            }

            foreach (ResultSeries each in result.Series)
            {
                if (each.HasHistograms)
                {
                    return $"{each} has native histograms, which are no numbers";
                }

                string name = each.ToString();
                double?[] values = series.TryGetValue(name, out double?[]? known) ? known : series[name] = new double?[ticks];
                foreach (ResultPoint point in each.Points)
                {
                    int tick = (int)Math.Round((point.Time - start) / condition.Tick);
                    if (tick >= 0 && tick < ticks)
                    {
                        values[tick] = point.Value;
                    }
                }
            }
        }

        return null;
    }

    /// <summary>A selector gives a sample for five minutes after the last one was written. Why what is read is too old; null where it is not.</summary>
    private async Task<string?> FindStaleAsync(GateCondition condition, string expression, CancellationToken cancellation)
    {
        ParseResult parse = PromQLParser.Parse(expression);
        foreach (VectorSelector selector in GateExpressions.InstantSelectors(parse.Root!))
        {
            string text = expression[selector.Range.Start..selector.Range.End];
            TimeSpan allowed = condition.MaxAge ?? Longer(DefaultMaxAge, IntervalOf(selector.Name) * 2);
            string window = PrometheusDuration.Format(allowed);
            QueryResult fresh = await _client.QueryAsync($"count(last_over_time({text}[{window}]))", _now, cancellation).ConfigureAwait(false);
            if (fresh.Series.IsEmpty)
            {
                return $"{selector.Name ?? text} has no sample within the last {window}";
            }
        }

        return null;
    }

    private TimeSpan IntervalOf(string? metric) =>
        _groups.Where(group => group.Rules.Any(rule => !rule.IsAlert && rule.Name == metric)).Select(static group => group.Interval ?? TimeSpan.Zero).DefaultIfEmpty(TimeSpan.Zero).Max();

    private static TimeSpan Longer(TimeSpan a, TimeSpan b) => a > b ? a : b;
}
