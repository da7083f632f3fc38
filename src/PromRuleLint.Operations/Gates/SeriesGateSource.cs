using System.Collections.Immutable;
using PromRuleLint.Evaluation;
using PromRuleLint.Gates;
using PromRuleLint.PromQL;
using PromRuleLint.PromQL.Syntax;

namespace PromRuleLint.Operations.Gates;

/// <summary>The values of a gate as this project's engine computes them from series in memory.</summary>
/// <param name="series">The series, those of recording rules among them.</param>
/// <param name="now">The time of the gate, in Unix milliseconds.</param>
/// <param name="evaluated">The alerts whose rules were evaluated: of these it is known that they do not fire where no series says that they do.</param>
internal sealed class SeriesGateSource(SeriesSet series, long now, IReadOnlySet<string>? evaluated = null) : IGateSource
{
    private readonly Evaluator _evaluator = new(series);

    /// <inheritdoc/>
    public Task<GateData> ReadAsync(GateCondition condition, CancellationToken cancellation) => Task.FromResult(Read(condition, cancellation));

    /// <inheritdoc/>
    public Task<GateConditionResult> JudgeAlertAsync(GateCondition condition, CancellationToken cancellation)
    {
        // ALERTS is what a server writes; without it, or its rule, nobody knows whether the alert is evaluated at all.
        GateCondition alerts = condition with { Expression = PromQLParser.Parse($"max(ALERTS{{alertname=\"{condition.Alert}\", alertstate=\"firing\"}}) or max(ALERTS{{alertname=\"{condition.Alert}\"}}) * 0"), Bound = new GateBound("==", 0) };
        GateConditionResult result = GateEvaluation.Evaluate(alerts, Read(alerts, cancellation));
        if (result.Verdict == GateVerdict.Hold && evaluated?.Contains(condition.Alert!) == true)
        {
            return Task.FromResult(new GateConditionResult(condition, GateVerdict.Go, "it does not fire"));
        }

        return Task.FromResult(result with
        {
            Condition = condition,
            Reason = result.Verdict switch
            {
                GateVerdict.Go => "it does not fire",
                GateVerdict.NoGo => "it fires",
                _ => $"there is no series ALERTS{{alertname=\"{condition.Alert}\"}}",
            },
        });
    }

    private GateData Read(GateCondition condition, CancellationToken cancellation)
    {
        ParseResult parse = PromQLParser.Parse(GateExpressions.WithoutSmoke(condition.Expression!));
        long tick = (long)condition.Tick.TotalMilliseconds;
        int ticks = condition.AllTicks;
        long start = now - (tick * (ticks - 1));
        try
        {
            EvaluationResult result = _evaluator.Range(parse.Root!, start, now, tick, cancellation);
            if (result.Matrix.Any(static each => each.Samples.Any(static sample => sample.Histogram is not null)))
            {
                return GateData.Unknown("there are native histograms, which are no numbers");
            }

            return new GateData([.. result.Matrix.Select(each => new GateSeries(each.Labels.ToString(), Values(each, start, tick, ticks)))], FindStale(condition, parse, cancellation));
        }
        catch (EvaluationException exception)
        {
            return GateData.Unknown(exception.Message);
        }
    }

    private static ImmutableArray<double?> Values(MatrixSeries series, long start, long tick, int ticks)
    {
        var values = new double?[ticks];
        foreach (Sample sample in series.Samples)
        {
            values[(sample.Time - start) / tick] = sample.Value;
        }

        return [.. values];
    }

    private string? FindStale(GateCondition condition, ParseResult parse, CancellationToken cancellation)
    {
        TimeSpan allowed = condition.MaxAge ?? TimeSpan.FromMinutes(2);
        foreach (VectorSelector selector in GateExpressions.InstantSelectors(parse.Root!))
        {
            string text = parse.Text[selector.Range.Start..selector.Range.End];
            Expr fresh = PromQLParser.Parse($"count(last_over_time({text}[{PrometheusDuration.Format(allowed)}]))").Root!;
            if (_evaluator.Instant(fresh, now, cancellation).Vector.IsEmpty && !_evaluator.Instant(PromQLParser.Parse($"count({text})").Root!, now, cancellation).Vector.IsEmpty)
            {
                return $"{selector.Name ?? text} has no sample within the last {PrometheusDuration.Format(allowed)}";
            }
        }

        return null;
    }
}
