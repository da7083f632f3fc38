using System.Collections.Immutable;
using PromRuleLint.Operations.Http;
using PromRuleLint.PromQL;
using PromRuleLint.PromQL.Printing;
using PromRuleLint.PromQL.Syntax;
using PromRuleLint.Rules;

namespace PromRuleLint.Operations.Backtests;

/// <summary>Evaluates alerts over a server's past.</summary>
/// <param name="client">The server.</param>
/// <param name="range">How far back.</param>
/// <param name="defaultInterval">The interval of groups that set none.</param>
internal sealed class Backtest(PrometheusClient client, TimeSpan range, TimeSpan defaultInterval)
{
    private const int PointsOfOneQuery = 10_000;
    private const int MostPoints = 100_000;

    /// <summary>Evaluates one alert.</summary>
    public async Task<BacktestResult> RunAsync(AlertingRule rule, DateTimeOffset now, CancellationToken cancellation)
    {
        if (rule.Expression is not { Parse.IsValid: true, Root: { } root })
        {
            return new BacktestResult(rule, null, "its expression has errors");
        }

        TimeSpan step = rule.Group.Interval?.Value is { Ticks: > 0 } interval ? interval : defaultInterval;
        int count = (int)Math.Min(int.MaxValue, (range / step) + 1);
        if (count > MostPoints)
        {
            return new BacktestResult(rule, null, $"{count} evaluations are too many; give a shorter --range");
        }

        try
        {
            DateTimeOffset start = now - (step * (count - 1));
            List<ResultSeries> series = await QueryAsync(PromQLPrinter.Print(root), start, count, step, cancellation).ConfigureAwait(false);
            var timeline = AlertTimeline.Compute(series, start, count, step, rule.For?.Value ?? TimeSpan.Zero, rule.KeepFiringFor?.Value ?? TimeSpan.Zero);
            return new BacktestResult(rule, timeline, await FindMissingAsync(root, start, now, cancellation).ConfigureAwait(false));
        }
        catch (ServerException exception)
        {
            return new BacktestResult(rule, null, exception.Message);
        }
    }

    private async Task<List<ResultSeries>> QueryAsync(string expression, DateTimeOffset start, int count, TimeSpan step, CancellationToken cancellation)
    {
        var series = new Dictionary<string, ResultSeries>(StringComparer.Ordinal);
        for (int first = 0; first < count; first += PointsOfOneQuery)
        {
            int last = Math.Min(first + PointsOfOneQuery, count) - 1;
            QueryResult part = await client.QueryRangeAsync(expression, start + (step * first), start + (step * last), step, cancellation).ConfigureAwait(false);
            foreach (ResultSeries each in part.Series)
            {
                string name = each.ToString();
                series[name] = series.TryGetValue(name, out ResultSeries? known) ? known with { Points = known.Points.AddRange(each.Points) } : each;
            }
        }

        return [.. series.Values];
    }

    /// <summary>That an alert never fired says nothing where what it reads was not there.</summary>
    private async Task<string> FindMissingAsync(Expr root, DateTimeOffset start, DateTimeOffset now, CancellationToken cancellation)
    {
        var missing = new List<string>();
        foreach (string selector in root.DescendantsAndSelf().OfType<VectorSelector>().Select(Print).Distinct(StringComparer.Ordinal))
        {
            // A hundred looks with windows that meet leave nothing out.
            TimeSpan window = TimeSpan.FromSeconds(Math.Max(60, Math.Ceiling((now - start).TotalSeconds / 100)));
            QueryResult found = await client.QueryRangeAsync($"count(last_over_time({selector}[{PrometheusDuration.Format(window)}]))", start, now, window, cancellation).ConfigureAwait(false);
            if (found.Series.IsEmpty)
            {
                missing.Add(selector);
            }
        }

        return missing.Count == 0 ? "" : $"the server has no {string.Join(", ", missing)} in this time";
    }

    private static string Print(VectorSelector selector)
    {
        string matchers = string.Join(", ", selector.Matchers.Select(PromQLPrinter.Print));
        return selector.Name is { } name && !selector.Matchers.Any(static matcher => matcher.Name == "__name__") ? matchers.Length == 0 ? name : $"{name}{{{matchers}}}" : $"{{{matchers}}}";
    }
}
