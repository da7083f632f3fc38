using System.Collections.Immutable;
using PromRuleLint.Diagnostics;
using PromRuleLint.Facts;
using PromRuleLint.PromQL.Functions;
using PromRuleLint.PromQL;
using PromRuleLint.PromQL.Syntax;
using PromRuleLint.Rules;

namespace PromRuleLint.Checks.Semantics;

/// <summary>
/// A label of a rule, a function or the loss of the name makes the labels of several series the same: the evaluation of the
/// whole rule fails as soon as there are two.
/// </summary>
internal sealed class CollidingLabels : Check
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        id: "PRL3048",
        name: "colliding-labels",
        title: "Series that end up with the same labels",
        messageFormat: "{0}: as soon as there are two, the evaluation fails ('vector cannot contain metrics with the same labelset'); {1}",
        defaultSeverity: DiagnosticSeverity.Warning,
        description: "Series that lose the only label that distinguishes them, so that two of them have the same labels.");

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [Descriptor];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.RegisterRuleAction(AnalyzeRule);
        context.RegisterExpressionAction(AnalyzeCall, ExprKind.Call);
        context.RegisterRootAction(AnalyzeNames);
    }

    private static void AnalyzeRule(RuleContext context)
    {
        Rule rule = context.Rule;
        if (context.Facts.ForRule(rule) is not { Result.Presence: not Presence.Never } facts || SelectsOne(facts.Root))
        {
            return;
        }

        if (FindSeveralNames(facts.Root) is { } names)
        {
            ReportNames(context, rule, names);
            return;
        }

        NodeFacts result = facts.Result;
        foreach (Alternative alternative in result.Span)
        {
            if (result.IsRelevant(alternative) && LosesAll(rule, alternative.Labels))
            {
                ReportRule(context, rule, DistinguishingLabels(alternative.Labels), alternative.Labels);
                return;
            }
        }
    }

    private static void ReportRule(RuleContext context, Rule rule, List<string> labels, LabelFacts facts)
    {
        string label = labels.Find(name => Own(rule, name) is not null) ?? labels[0];
        Text.SourceRange range = Own(rule, label) is { } entry ? Text.SourceRange.Union(entry.NameRange, entry.ValueRange) : rule.Expression!.ToSource(rule.Expression.Root!.Range);
        string what = label == "__name__" ? "the series are told apart by their names alone, which the rule replaces"
            : Own(rule, label) is { } set ? $"the rule sets '{label}' to \"{set.Value}\", and '{label}' alone tells its series apart"
            : "every alert of the rule gets the same 'alertname', and that label alone tells its series apart";
        ImmutableArray<AdditionalLocation> related = facts[label].Reason is { } reason ? FactReports.Chain(reason, new Location(rule.File.Source, range)) : [];
        context.ReportDiagnostic(
            Descriptor, range, new() { AdditionalLocations = related },
            what, Own(rule, label) is null ? "aggregate it away" : $"aggregate '{label}' away, or give the rule another label");
    }

    /// <summary>Metrics whose names are not listed mostly come from different targets.</summary>
    private static void ReportNames(RuleContext context, Rule rule, VectorSelector selector) =>
        context.ReportDiagnostic(
            Descriptor, rule.Expression!.ToSource(rule.Expression.Root!.Range), selector.Matchers.Any(static matcher => matcher.Name == "__name__" && matcher.Pattern is { FiniteMatches: { IsDefaultOrEmpty: false } }) ? DiagnosticDetails.Default : new DiagnosticDetails { Severity = DiagnosticSeverity.Info },
            $"series that '{FactReports.Short(selector.Range.In(rule.Expression.Text))}' selects may differ in nothing but their names, which {(rule is AlertingRule ? "alerts do not keep" : "the rule replaces")}", "treat each metric by itself, or keep the name as another label with 'label_replace'");

    /// <summary>The selector of several names whose series reach the result of a rule as they are; null where there is none.</summary>
    private static VectorSelector? FindSeveralNames(Expr root)
    {
        for (Expr? at = root; at is not null; at = Filtered(at))
        {
            if (at is VectorSelector { Name: null } selector)
            {
                return selector.Matchers.Any(static matcher => matcher.Name == "__name__") && selector.Matchers.All(IsOfSeveralNames) ? selector : null;
            }
        }

        return null;
    }

    /// <summary>What a node passes on with names and all other labels; null where it gives series of its own.</summary>
    private static Expr? Filtered(Expr node) => node switch
    {
        ParenExpr paren => paren.Inner,
        BinaryExpr { IsComparison: true, ReturnsBool: false, Right.Type: ExprType.Scalar } filter => filter.Left,
        BinaryExpr { IsComparison: true, ReturnsBool: false, Left.Type: ExprType.Scalar } filter => filter.Right,
        BinaryExpr { Operator: BinaryOperator.And or BinaryOperator.Unless } set => set.Left,
        Call { Subject: { } subject } call when call.Has(FunctionTraits.KeepsSeries) && call.Has(FunctionTraits.KeepsName) && !call.Has(FunctionTraits.WritesLabels) =>
            subject is MatrixSelector range ? range.Selector : subject,
        _ => null,
    };

    /// <summary>A function that sets a label on all series alike.</summary>
    private static void AnalyzeCall(ExpressionContext context)
    {
        if (context.Node is not Call { Name: "label_replace" or "label_join", ArgumentSpan: [var series, var destination, ..] } call
            || destination.WithoutParens() is not StringLiteral { Value: var label } || SelectsOne(series)
            || context.FactsOf(series) is not { Presence: not Presence.Never } before || context.FactsOf(call)?.Labels[label].Values.Single is not { } value)
        {
            return;
        }

        if (TellsSeriesApart(before, label))
        {
            context.ReportDiagnostic(
                Descriptor, call.Range, new() { AdditionalLocations = FactReports.Chain(before.Labels[label].Reason, context.Locate(call.Range)) },
                $"'{call.Name}' sets '{label}' to \"{value}\" on all series, and '{label}' alone tells them apart", $"aggregate '{label}' away instead");
        }
    }

    private static bool TellsSeriesApart(NodeFacts facts, string label) =>
        facts.Relevant.Any(alternative => DistinguishingLabels(alternative.Labels) is [var only] && only == label);

    /// <summary>Operations that take the names off series that were chosen by several names.</summary>
    private static void AnalyzeNames(ExpressionContext context)
    {
        // Most rules name all that they select, which is asked once and not at each node.
        if (!SelectsWithoutName(context.Rule))
        {
            return;
        }

        foreach (Expr node in context.Node.DescendantsAndSelf())
        {
            if (node.Kind is ExprKind.Call or ExprKind.UnaryExpr or ExprKind.BinaryExpr)
            {
                AnalyzeNames(context, node);
            }
        }
    }

    private static void AnalyzeNames(ExpressionContext context, Expr node)
    {
        Expr? subject = node switch
        {
            Call { Subject: { } argument } call when call.Has(FunctionTraits.KeepsSeries) && !call.Has(FunctionTraits.KeepsName) => argument,
            UnaryExpr { IsNegative: true } unary => unary.Operand,
            BinaryExpr { IsSetOperation: false, Left.Type: ExprType.Vector, Right.Type: ExprType.Scalar } binary when binary.DropsMetricName || binary.ReturnsBool => binary.Left,
            BinaryExpr { IsSetOperation: false, Left.Type: ExprType.Scalar, Right.Type: ExprType.Vector } binary when binary.DropsMetricName || binary.ReturnsBool => binary.Right,
            _ => null,
        };
        if (subject is null)
        {
            return;
        }

        foreach (Origin origin in SeriesOrigins.Find(subject, OriginPaths.Ranges))
        {
            if (origin.Node is VectorSelector { Name: null } selector && selector.Matchers.All(IsOfSeveralNames))
            {
                context.ReportDiagnostic(
                    Descriptor, node.Range,
                    $"this takes the names off series that '{FactReports.Short(selector.Range.In(context.Expression.Text))}' selects, which may differ in nothing else", "treat each metric by itself");
                return;
            }
        }
    }

    private static bool SelectsWithoutName(Rule rule)
    {
        foreach (VectorSelector selector in rule.Selectors)
        {
            if (selector.Name is null)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether a matcher lets several names through: it is one on another label, one that leaves names out, or a pattern of names.</summary>
    private static bool IsOfSeveralNames(LabelMatcher matcher) => matcher.Name != "__name__" || matcher.Type switch
    {
        MatchType.Regexp => matcher.Pattern is { Error: null } pattern && (pattern.FiniteMatches.IsDefault || pattern.FiniteMatches.Length > 1),
        MatchType.Equal => false,
        _ => true,
    };

    /// <summary>The labels that may have several values where those are all labels there are; empty where others may be there.</summary>
    private static List<string> DistinguishingLabels(LabelFacts labels) =>
        labels.Others.IsImpossible ? [.. labels.Named.Where(static label => MayDiffer(label.Name, label.Fact.Values)).Select(static label => label.Name)] : [];

    /// <summary>Whether the rule overwrites all labels that tell its series apart.</summary>
    private static bool LosesAll(Rule rule, LabelFacts labels)
    {
        if (!labels.Others.IsImpossible)
        {
            return false;
        }

        bool isAny = false;
        foreach ((string name, LabelFact fact) in labels.Named)
        {
            if (MayDiffer(name, fact.Values))
            {
                if (!IsOverwritten(rule, name))
                {
                    return false;
                }

                isAny = true;
            }
        }

        return isAny;
    }

    /// <summary>Whether two series may have different values of a label; of one name, which is kept on all series or on none, only the name itself counts.</summary>
    private static bool MayDiffer(string label, LabelValues values) =>
        label == "__name__" && values.IsFinite ? values.Values.Count(static name => name.Length > 0) > 1 : values.Single is null && !values.IsNone;

    private static bool IsOverwritten(Rule rule, string label) =>
        label == "__name__" || (label == "alertname" && rule is AlertingRule) || Own(rule, label) is { } own && !own.Value.Contains("{{", StringComparison.Ordinal);

    private static LabelText? Own(Rule rule, string label) => rule.FindLabel(label);

    /// <summary>Whether at most one series is left.</summary>
    private static bool SelectsOne(Expr root)
    {
        for (Expr? at = root; at is not null; at = SeriesOrigins.Next(at, OriginPaths.Scaling) is (var first, null) ? first : null)
        {
            if (at is AggregateExpr { Parameter: { } parameter, Grouping.IsEmpty: true, Without: false } aggregate && Operators.SelectsSeries(aggregate.Operator) && parameter.WithoutParens() is NumberLiteral { Value: < 2 })
            {
                return true;
            }
        }

        return IsOne(SeriesOrigins.First(root, OriginPaths.None)) && SeriesOrigins.Find(root, OriginPaths.None).All(static origin => IsOne(origin.Node));
    }

    private static bool IsOne(Expr origin) => origin is Call call && (call.Has(FunctionTraits.IsAbsence) || call.Name == "vector");
}
