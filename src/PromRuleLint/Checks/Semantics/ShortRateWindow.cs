using System.Collections.Immutable;
using PromRuleLint.Diagnostics;
using PromRuleLint.PromQL.Functions;
using PromRuleLint.PromQL;
using PromRuleLint.PromQL.Syntax;
using PromRuleLint.Rules;

namespace PromRuleLint.Checks.Semantics;

/// <summary>A window too short for the two samples that a rate or difference is computed from.</summary>
internal sealed class ShortRateWindow : Check
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        "PRL3025", "short-rate-window", "A window shorter than two intervals",
        "{0} needs two samples, and a window of {1} often holds only one where there is one every {2}; use at least {3}, better {4}", Severity.Warning);

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [Descriptor];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context) => context.RegisterExpressionAction(Analyze, ExprKind.Call);

    private static void Analyze(ExpressionContext context)
    {
        if (context.Node is Call call && call.Has(FunctionTraits.NeedsTwoSamples)
            && call.Arguments is [MatrixSelector { Selector.Extension: SelectorExtension.None, Window.Constant: { } window } matrix, ..]
            && Interval(context, matrix.Selector.Name) is { } interval && window < 2 * interval)
        {
            context.Report(Descriptor, matrix.Window.Range, call.Name, Show(window), Show(interval), Show(2 * interval), Show(4 * interval));
        }
    }

    /// <summary>How often there is a sample: a recorded series has one each time its group is evaluated, others are scraped.</summary>
    private static TimeSpan? Interval(ExpressionContext context, string? metric)
    {
        ImmutableArray<RecordingRule> rules = metric is null ? [] : context.RuleSet.RecordingRules(metric);
        return rules.IsEmpty ? context.Configuration.Facts.ScrapeInterval : rules.Min(rule => rule.Group.Interval?.Value ?? context.Configuration.Facts.EvaluationInterval);
    }

    private static string Show(TimeSpan duration) => PrometheusDuration.Format(duration);
}
