using System.Collections.Immutable;
using PromRuleLint.Diagnostics;
using PromRuleLint.PromQL;
using PromRuleLint.PromQL.Functions;
using PromRuleLint.PromQL.Syntax;
using PromRuleLint.RuleSets;
using PromRuleLint.Rules;

namespace PromRuleLint.Checks.Alerts;

/// <summary>
/// An alert on the series that <c>topk</c>, <c>bottomk</c> or <c>limitk</c> selects: at each evaluation they may be others.
/// <c>limit_ratio</c> selects by a hash of the labels and always the same. One series for each group is left alone, and so is
/// a selection of which no label that tells its series apart reaches the alert.
/// </summary>
internal sealed class UnstableSelection : Check
{
    /// <summary>No alert is made of more parts; rules that read each other have an end.</summary>
    private const int MaxSteps = 512;

    private static readonly DiagnosticDescriptor Descriptor = new(
        id: "PRL4010",
        name: "unstable-selection",
        title: "An alert on an unstable selection",
        messageFormat: "which series '{0}' selects may change at each evaluation: alerts come and go although nothing got better; compare with a limit instead",
        defaultSeverity: DiagnosticSeverity.Warning,
        description: "An alert on series that `topk`, `bottomk` or `limitk` selects.");

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [Descriptor];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context) => context.RegisterRuleAction(Analyze);

    private static void Analyze(RuleContext context)
    {
        if (context.Rule is not AlertingRule { Expression.Root: { } root })
        {
            return;
        }

        // Most alerts select nothing, and read nothing recorded that could.
        if (ReadsRecorded(context) || Selects(root))
        {
            Follow(context, root);
        }
    }

    private static bool ReadsRecorded(RuleContext context)
    {
        foreach (VectorSelector selector in context.Rule.Selectors)
        {
            if (selector.Name is { } metric && context.RuleSet.RecordedOnlyBy(metric) is not null)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether something is selected anywhere in an expression.</summary>
    private static bool Selects(Expr root)
    {
        foreach (Expr node in root.Walk())
        {
            if (IsSelection(node))
            {
                return true;
            }
        }

        return false;
    }

    private static void Follow(RuleContext context, Expr root)
    {
        var reported = new HashSet<Expr>();
        var pending = new Stack<Part>([new Part(context.Rule, root, LabelChoice.All, null)]);
        for (int steps = 0; steps < MaxSteps && pending.TryPop(out Part? at); steps++)
        {
            if (at.Node is AggregateExpr selection && IsSelection(selection)
                && !IsDeduplication(selection) && !IsOfConstants(context, at.Rule, selection) && DistinguishingLabels(selection) is var labels && labels.Meets(at.Visible) && !(labels.IsAllBut && at.IsThinnedOut) && reported.Add(at.Read ?? (Expr)selection))
            {
                Report(context, at, selection);
            }

            foreach (Part part in Below(context.RuleSet, at))
            {
                if (!part.Visible.IsEmpty)
                {
                    pending.Push(part);
                }
            }
        }
    }

    private static bool IsSelection(Expr node) => node is AggregateExpr { Operator: AggregateOperator.TopK or AggregateOperator.BottomK or AggregateOperator.LimitK };

    private static void Report(RuleContext context, Part at, AggregateExpr selection)
    {
        RuleExpression expression = context.Rule.Expression!;
        string name = selection.OperatorRange.In(at.Rule.Expression!.Text).ToString();
        if (at.Read is { } read)
        {
            context.ReportDiagnostic(
                Descriptor, expression.ToSource(read.Range), new() { AdditionalLocations = [new AdditionalLocation(RuleSetContext.Locate(at.Rule, selection.OperatorRange), "selected here")] },
                name);
        }
        else
        {
            context.ReportDiagnostic(Descriptor, expression.ToSource(selection.OperatorRange), name);
        }
    }

    /// <summary>The parts whose series decide which series a part gives, with their labels that still show.</summary>
    private static IEnumerable<Part> Below(RuleSet rules, Part at)
    {
        switch (at.Node)
        {
            case ParenExpr paren:
                return [at with { Node = paren.Inner }];
            case UnaryExpr unary:
                return [at with { Node = unary.Operand }];
            case Call { Subject: { Type: ExprType.Vector } subject } call when call.Has(FunctionTraits.KeepsSeries):
                return [at with { Node = subject }];
            case AggregateExpr aggregate when Operators.SelectsSeries(aggregate.Operator):
                return [at with { Node = aggregate.Operand }];
            case AggregateExpr aggregate:
                LabelChoice groups = new(aggregate.Without, Names(aggregate.Grouping));
                return [at with { Node = aggregate.Operand, Visible = at.Visible.Intersect(groups), IsThinnedOut = at.IsThinnedOut || aggregate.Without }];
            case BinaryExpr { Type: ExprType.Vector } binary:
                return Sides(at, binary);
            case VectorSelector { Name: { } metric } selector when rules.RecordedOnlyBy(metric) is { } recording:
                var own = new LabelChoice(true, recording.EffectiveLabelList.Select(static label => label.Name).ToImmutableHashSet(StringComparer.Ordinal));
                return [new Part(recording, recording.Expression!.Root!, at.Visible.Intersect(own), at.Read ?? selector) { IsThinnedOut = at.IsThinnedOut }];
            default:
                return [];
        }
    }

    private static IEnumerable<Part> Sides(Part at, BinaryExpr binary)
    {
        if (binary.Matching is not { } matching)
        {
            return [at with { Node = binary.Left.Type == ExprType.Vector ? binary.Left : binary.Right }];
        }

        LabelChoice matched = at.Visible.Intersect(new LabelChoice(!matching.IsOn, Names(matching.Labels)));
        if (binary.IsSetOperation)
        {
            return [at with { Node = binary.Left }, at with { Node = binary.Right, Visible = binary.Operator == BinaryOperator.Or ? at.Visible : matched }];
        }

        LabelChoice one = matched.Union(at.Visible.Intersect(new LabelChoice(false, Names(matching.Include))));
        return
        [
            at with { Node = binary.Left, Visible = matching.Cardinality == MatchCardinality.ManyToOne ? at.Visible : one },
            at with { Node = binary.Right, Visible = matching.Cardinality == MatchCardinality.OneToMany ? at.Visible : one },
        ];
    }

    /// <summary>One series for each group is how duplicates are dropped, mostly before a join; there is no rank in it.</summary>
    private static bool IsDeduplication(AggregateExpr selection) =>
        selection.Parameter?.WithoutParens() is NumberLiteral { Value: 1 } && !selection.GroupingRange.IsEmpty;

    /// <summary>Whether the values among which it selects are constants, as where limits are chosen by labels: their order does not move.</summary>
    private static bool IsOfConstants(RuleContext context, Rule rule, AggregateExpr selection) =>
        context.Facts.ForRule(rule)?.ForNode(selection.Operand).Alternatives.All(static alternative => alternative.Value.Single is not null) == true;

    /// <summary>The labels that tell apart the series among which is selected; where the selection is made among groups, theirs.</summary>
    private static LabelChoice DistinguishingLabels(AggregateExpr selection)
    {
        LabelChoice all = selection.Operand.WithoutParens() is AggregateExpr { Without: false } groups ? new(false, Names(groups.Grouping)) : LabelChoice.All;
        return selection.Without ? all : all.Intersect(new LabelChoice(true, Names(selection.Grouping)));
    }

    private static ImmutableHashSet<string> Names(ImmutableArray<LabelName> labels) => labels.Select(static label => label.Name).ToImmutableHashSet(StringComparer.Ordinal);

    /// <summary>A part of the alert, or of a rule that records what it reads.</summary>
    /// <param name="Rule">The rule.</param>
    /// <param name="Node">The part.</param>
    /// <param name="Visible">Which of its labels can be told from the labels of the alerts.</param>
    /// <param name="Read">Where the alert reads what is recorded; null for a part of the alert itself.</param>
    private sealed record Part(Rule Rule, Expr Node, LabelChoice Visible, VectorSelector? Read)
    {
        /// <summary>Whether an aggregation above takes labels away by name, so that it is not known whether one is left that tells series apart.</summary>
        public bool IsThinnedOut { get; init; }
    }
}
