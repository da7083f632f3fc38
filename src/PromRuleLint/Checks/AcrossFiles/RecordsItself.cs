using System.Collections.Immutable;
using PromRuleLint.Diagnostics;
using PromRuleLint.Facts;
using PromRuleLint.PromQL;
using PromRuleLint.PromQL.Syntax;
using PromRuleLint.Rules;
using PromRuleLint.Yaml;

namespace PromRuleLint.Checks.AcrossFiles;

/// <summary>A rule that reads nothing but the series that it records, its own results among them.</summary>
internal sealed class RecordsItself : Check
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        id: "PRL7012",
        name: "records-itself",
        title: "A recording rule that reads its own result",
        messageFormat: "'{0}' is recorded from itself: {1}; give the recorded series another name, or keep its copies out with a matcher",
        defaultSeverity: DiagnosticSeverity.Warning,
        description: "A recording rule that reads only the series that it records, without a label matcher that excludes its own results.");

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [Descriptor];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context) => context.RegisterExpressionAction(Analyze, ExprKind.VectorSelector);

    private static void Analyze(ExpressionContext context)
    {
        if (context.Rule is RecordingRule { Name: { } name } rule && context.Node is VectorSelector selector && selector.Name == name.Value && SelectsItsResult(context, rule, selector))
        {
            Analyze(context, name, rule, selector);
        }
    }

    private static void Analyze(ExpressionContext context, YamlScalar name, RecordingRule rule, VectorSelector selector)
    {
        // The results keep their labels but for those of the rule: from the second evaluation on the copy stands beside its source.
        bool passesOn = SeriesOrigins.Find(context.Expression.Root!, OriginPaths.None).Any(origin => origin.Node == selector);
        bool addsLabels = !rule.EffectiveLabelList.IsEmpty;
        bool goesBefore = passesOn && GoesBefore(context.Expression.Root!, selector);
        if (!(passesOn && addsLabels) && !goesBefore && !RuleSources.ReadsOnlyItself(rule))
        {
            return;
        }

        if (passesOn && addsLabels)
        {
            context.ReportDiagnostic(
                Descriptor, selector.Range, new() { Severity = DiagnosticSeverity.Error },
                name.Value, "from the second evaluation on it selects the series and its copy, both get the same labels, and the evaluation fails");
        }
        else
        {
            context.ReportDiagnostic(
                Descriptor, selector.Range,
                name.Value, passesOn ? "each evaluation records again what the one before has recorded, so a series that ends lives on" : "each evaluation computes on with the result of the one before");
        }
    }

    /// <summary>Whether the left side of <c>or</c> passes on what was recorded, so that nothing else is ever recorded in its place.</summary>
    private static bool GoesBefore(Expr root, VectorSelector selector)
    {
        bool isBefore = false;
        for (Expr? at = root; at is not null && at != selector;)
        {
            isBefore |= at is BinaryExpr { Operator: BinaryOperator.Or };
            at = SeriesOrigins.Next(at, OriginPaths.None).First;
            if (at is null)
            {
                return false;
            }
        }

        return isBefore;
    }

    /// <summary>Whether the selector's matchers let through what the rule itself records.</summary>
    private static bool SelectsItsResult(ExpressionContext context, RecordingRule rule, VectorSelector selector)
    {
        LabelFacts labels = context.FactsOf(context.Expression.Root!)?.Labels ?? LabelFacts.Unknown;
        foreach (LabelMatcher matcher in selector.MatcherSpan)
        {
            LabelText? own = rule.FindLabel(matcher.Name);
            if (matcher.Name != "__name__" && (own is { } label ? !MatcherPatterns.Matches(matcher, label.Value) : labels[matcher.Name].Values is { IsFinite: true } values && !values.Values.Any(value => MatcherPatterns.Matches(matcher, value))))
            {
                return false;
            }
        }

        return true;
    }
}
