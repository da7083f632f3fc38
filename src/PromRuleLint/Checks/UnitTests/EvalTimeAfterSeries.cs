using System.Collections.Immutable;
using PromRuleLint.Diagnostics;
using PromRuleLint.PromQL.Functions;
using PromRuleLint.PromQL;
using PromRuleLint.PromQL.Syntax;
using PromRuleLint.Rules;

namespace PromRuleLint.Checks.UnitTests;

/// <summary>
/// A test that expects nothing at a time when no input series has a value within reach any more: it succeeds whatever the
/// rule does.
/// </summary>
internal sealed class EvalTimeAfterSeries : Check
{
    private static readonly TimeSpan Lookback = TimeSpan.FromMinutes(5);

    private static readonly DiagnosticDescriptor Descriptor = new(
        id: "PRL8009",
        name: "eval-time-after-series",
        title: "An empty expectation after all series have ended",
        messageFormat: "The input series end at {0}, so nothing is left at {1} and the test gets nothing in any case; ask earlier, or give the series more values",
        defaultSeverity: DiagnosticSeverity.Warning,
        description: "A test that expects nothing at a time when all input series have ended and no rule or expression looks back far enough to see them.");

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [Descriptor];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context) => context.RegisterTestFileAction(Analyze);

    private static void Analyze(TestFileContext context)
    {
        if (context.LoadedGroups() is not { } groups)
        {
            return;
        }

        Rule[] rules = [.. groups.SelectMany(static group => group.Rules)];
        if (ReachOf(rules.OfType<RecordingRule>()) is not { } recorded)
        {
            return;
        }

        ILookup<string?, AlertingRule> alerts = rules.OfType<AlertingRule>().ToLookup(static rule => rule.NameText, StringComparer.Ordinal);
        foreach (TestGroup test in context.File.Tests)
        {
            if (EndOf(context.File, test) is not { } end)
            {
                continue;
            }

            foreach (AlertTest alert in test.AlertTests)
            {
                // An alert that is kept firing outlives its series.
                IEnumerable<AlertingRule> tested = alerts[alert.AlertName?.Value];
                if (!alert.ExpectsSomething && tested.All(static rule => rule.KeepFiringFor is null) && ReachOf(tested) is { } reach)
                {
                    Report(context, alert.EvalTime, end, recorded + reach);
                }
            }

            foreach (ExpressionTest expression in test.ExpressionTests)
            {
                if (!expression.ExpectsSomething && !ReadsAlerts(expression.Expression?.Root) && ReachOf(expression.Expression?.Root) is { } reach)
                {
                    Report(context, expression.EvalTime, end, recorded + reach);
                }
            }
        }
    }

    private static void Report(TestFileContext context, RuleDuration? time, TimeSpan end, TimeSpan reach)
    {
        if (time?.Value is { } at && at - end > reach)
        {
            context.ReportDiagnostic(Descriptor, time.Scalar.Range, PrometheusDuration.Format(end), time.Scalar.Value);
        }
    }

    /// <summary>When the last input series ends; null where there is none, one cannot be read, or one is ended on purpose.</summary>
    private static TimeSpan? EndOf(TestFile file, TestGroup test)
    {
        TimeSpan interval = Positive(test.Interval) ?? Positive(file.EvaluationInterval) ?? TimeSpan.FromMinutes(1);
        long longest = 0;
        foreach (TestSeries series in test.InputSeries)
        {
            if (series.Values is not { } values || SeriesDescription.ParseValues(values.Value) is not { Errors.IsEmpty: true } description)
            {
                return null;
            }

            // Whoever writes the end down tests what comes after it.
            if (description.Items is [.., { Kind: SeriesItemKind.Stale or SeriesItemKind.Omitted }])
            {
                return null;
            }

            longest = Math.Max(longest, description.Items.Sum(static item => Math.Min(item.Count, 1_000_000)));
        }

        return longest is 0 or > 1_000_000 ? null : interval * (longest - 1);
    }

    private static TimeSpan? Positive(RuleDuration? duration) => duration?.Value is { } value && value > TimeSpan.Zero ? value : null;

    /// <summary>What the rules look back, all added, for one may read another; null where one may give something without series.</summary>
    private static TimeSpan? ReachOf(IEnumerable<Rule> rules)
    {
        TimeSpan reach = TimeSpan.Zero;
        foreach (Rule rule in rules)
        {
            if (ReachOf(rule.Expression?.Root) is not { } own)
            {
                return null;
            }

            reach += own;
        }

        return reach;
    }

    /// <summary>
    /// For how long after the last value of its series an expression can still give something; null where that is not
    /// known, or where it gives something without any series.
    /// </summary>
    private static TimeSpan? ReachOf(Expr? expression)
    {
        if (expression is not { Type: ExprType.Vector })
        {
            return null;
        }

        TimeSpan reach = Lookback;
        foreach (Expr node in expression.DescendantsAndSelf())
        {
            // 'info' reads series that the expression does not name.
            if (node is Call { Name: "info" } || (node is Call call && (call.Has(FunctionTraits.IsAbsence) || call.Name is "vector" or "time")))
            {
                return null;
            }

            (DurationSyntax? window, OffsetModifier? offset, AtModifier? at) = node switch
            {
                VectorSelector selector => (null, selector.Offset, selector.At),
                MatrixSelector matrix => (matrix.Window, null, null),
                SubqueryExpr subquery => (subquery.Window, subquery.Offset, subquery.At),
                _ => default((DurationSyntax?, OffsetModifier?, AtModifier?)),
            };
            if (at is not null || window is { Constant: null } || offset is { Duration.Constant: null })
            {
                return null;
            }

            reach += (window?.Constant ?? TimeSpan.Zero) + (offset?.Duration.Constant ?? TimeSpan.Zero).Duration();
        }

        return reach;
    }

    /// <summary>Whether an expression reads the alerts themselves, which last as long as they are kept firing.</summary>
    private static bool ReadsAlerts(Expr? expression) =>
        expression?.DescendantsAndSelf().Any(static node => node is VectorSelector { Name: null or AlertSeries.Alerts or AlertSeries.AlertsForState }) == true;
}
