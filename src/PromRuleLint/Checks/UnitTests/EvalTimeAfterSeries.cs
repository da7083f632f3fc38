using System.Collections.Immutable;
using PromRuleLint.Diagnostics;
using PromRuleLint.PromQL;
using PromRuleLint.PromQL.Syntax;
using PromRuleLint.Rules;

namespace PromRuleLint.Checks.UnitTests;

/// <summary>
/// A test that expects nothing at a time when no input series has a value within reach any more: it succeeds whatever the
/// rule does.
/// </summary>
public sealed class EvalTimeAfterSeries : Check
{
    private static readonly TimeSpan Lookback = TimeSpan.FromMinutes(5);

    private static readonly DiagnosticDescriptor Descriptor = new(
        "PRL8009", "eval-time-after-series", "A test that expects nothing after all series have ended",
        "The input series end at {0}, so that nothing is left at {1} and nothing is what this test gets in any case; ask earlier, or give the series more values", Severity.Warning);

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
        TimeSpan? reach = ReachOf(rules);
        foreach (TestGroup test in context.File.Tests)
        {
            if (reach is null || EndOf(context.File, test) is not { } end)
            {
                continue;
            }

            foreach (AlertTest alert in test.AlertTests)
            {
                // An alert that is kept firing outlives its series.
                bool canBeSure = rules.All(rule => rule.Name?.Value != alert.AlertName?.Value || (NeedsSeries(rule.Expression?.Root) && rule is AlertingRule { KeepFiringFor: null }));
                if (alert.ExpectedAlerts.IsEmpty && canBeSure && rules.All(static rule => rule is AlertingRule || NeedsSeries(rule.Expression?.Root)))
                {
                    Report(context, alert.EvalTime, end, reach.Value);
                }
            }

            foreach (ExpressionTest expression in test.ExpressionTests)
            {
                if (expression.ExpectedSamples.IsEmpty && NeedsSeries(expression.Expression?.Root) && rules.All(static rule => NeedsSeries(rule.Expression?.Root)) && ReachOf(expression.Expression?.Root) is { } own)
                {
                    Report(context, expression.EvalTime, end, reach.Value + own);
                }
            }
        }
    }

    private static void Report(TestFileContext context, RuleDuration? time, TimeSpan end, TimeSpan reach)
    {
        if (time?.Value is { } at && at - end > reach)
        {
            context.Report(Descriptor, time.Scalar.Range, PrometheusDuration.Format(end), time.Scalar.Value);
        }
    }

    /// <summary>When the last input series ends; null where there is none or one cannot be read.</summary>
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

            longest = Math.Max(longest, description.Items.Sum(static item => Math.Min(item.Count, 1_000_000)));
        }

        return longest is 0 or > 1_000_000 ? null : interval * (longest - 1);
    }

    private static TimeSpan? Positive(RuleDuration? duration) => duration?.Value is { } value && value > TimeSpan.Zero ? value : null;

    /// <summary>
    /// For how long after its last value a series can still be seen through the rules: what each rule looks back, all added,
    /// for one may read another. Null where a rule's reach is not known.
    /// </summary>
    private static TimeSpan? ReachOf(Rule[] rules)
    {
        TimeSpan reach = TimeSpan.Zero;
        TimeSpan longest = Lookback;
        foreach (Rule rule in rules)
        {
            if (ReachOf(rule.Expression?.Root) is not { } own)
            {
                return null;
            }

            if (rule is RecordingRule)
            {
                reach += own;
            }
            else
            {
                longest = own > longest ? own : longest;
            }
        }

        return reach + longest;
    }

    private static TimeSpan? ReachOf(Expr? expression)
    {
        TimeSpan reach = Lookback;
        foreach (Expr node in expression?.DescendantsAndSelf() ?? [])
        {
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

    /// <summary>Whether an expression gives nothing where there are no series.</summary>
    private static bool NeedsSeries(Expr? expression) =>
        expression is { Type: ExprType.Vector }
        && !expression.DescendantsAndSelf().Any(static node => node is Call { Name: "absent" or "absent_over_time" or "vector" or "time" or "info" });
}
