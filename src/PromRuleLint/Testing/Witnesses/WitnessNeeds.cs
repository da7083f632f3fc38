using System.Collections.Immutable;
using PromRuleLint.PromQL;
using PromRuleLint.PromQL.Functions;
using PromRuleLint.PromQL.Syntax;
using PromRuleLint.Rules;

namespace PromRuleLint.Testing.Witnesses;

/// <summary>Walks from an alert's comparison down to the series, through recording rules, and says how each should be.</summary>
internal sealed class WitnessNeeds(ILookup<string, Rule> recorded)
{
    private const int MaxDepth = 200;
    private const int MaxNeeds = 60;
    private const int MaxCount = 60;

    private readonly List<WitnessNeed> _needs = [];

    /// <summary>The recording rules that the alert reads, directly and through others.</summary>
    public HashSet<Rule> Rules { get; } = [];

    /// <summary>What the alert needs; empty where that is too much.</summary>
    public ImmutableArray<WitnessNeed> Find(Expr expression)
    {
        Walk(expression, new Context(WitnessWish.High, 1, false, 1, false, 0));
        if (_needs.Count > MaxNeeds)
        {
            return [];
        }

        // What is to be there before and absent now has an end.
        HashSet<string?> absent = [.. _needs.Where(static need => need.Wish == WitnessWish.Absent && need.Selector.Offset is null).Select(static need => need.Selector.Name)];
        return [.. _needs.Select(need => need.Wish != WitnessWish.Absent && need.Selector.Offset is not null && absent.Contains(need.Selector.Name) ? need with { Ends = true } : need)];
    }

    private void Walk(Expr node, Context context)
    {
        if (context.Depth > MaxDepth || _needs.Count > MaxNeeds)
        {
            return;
        }

        context = context with { Depth = context.Depth + 1 };
        switch (node)
        {
            case ParenExpr paren:
                Walk(paren.Inner, context);
                break;
            case UnaryExpr unary:
                Walk(unary.Operand, unary.IsNegative ? Inverse(context) : context);
                break;
            case BinaryExpr binary:
                WalkBinary(binary, context);
                break;
            case AggregateExpr aggregate:
                WalkAggregate(aggregate, context);
                break;
            case Call call:
                WalkCall(call, context);
                break;
            case MatrixSelector matrix:
                Walk(matrix.Selector, context);
                break;
            case SubqueryExpr subquery:
                Walk(subquery.Inner, context);
                break;
            case VectorSelector selector:
                WalkSelector(selector, context);
                break;
        }
    }

    private void WalkAggregate(AggregateExpr aggregate, Context context)
    {
        switch (aggregate.Operator)
        {
            case AggregateOperator.Count:
                int count = context.Wish switch
                {
                    WitnessWish.Low => 1,
                    WitnessWish.Exactly => (int)Math.Clamp(context.Value, 1, MaxCount),
                    _ => (int)Math.Clamp(context.Value + 1, 1, MaxCount),
                };
                bool countsValues = aggregate.Operand.WithoutParens() is AggregateExpr { Operator: AggregateOperator.CountValues };
                Walk(aggregate.Operand, context with 
                {
                    Wish = WitnessWish.High,
                    Value = 1,
                    Count = context.VaryingLabel is null ? count : Math.Max(context.Count, 1),
                    VaryingLabel = Varying(aggregate) ?? context.VaryingLabel,
                    HasVaryingValues = countsValues || context.HasVaryingValues,
                });
                break;
            case AggregateOperator.CountValues:
                Walk(aggregate.Operand, context with { Wish = WitnessWish.High, Value = 1 });
                break;
            case AggregateOperator.Stddev or AggregateOperator.Stdvar:
                Walk(aggregate.Operand, context with { Count = Math.Max(2, context.Count), HasVaryingValues = true });
                break;
            default:
                Walk(aggregate.Operand, context);
                break;
        }
    }

    /// <summary>The label by which series must differ to be counted apart: one that the inner grouping keeps and the outer one does not.</summary>
    private static string? Varying(AggregateExpr outer) =>
        outer.Operand.WithoutParens() is AggregateExpr { Without: false } inner
            ? inner.Grouping.Select(static label => label.Name).FirstOrDefault(label => outer.Without == outer.Grouping.Any(own => own.Name == label))
            : null;

    /// <summary>Whether what a rule records can be what a selector selects, by the labels that the rule sets.</summary>
    private static bool CanBe(Rule rule, VectorSelector selector) => rule.EffectiveLabels.All(label =>
        label.ValueText.Contains("{{", StringComparison.Ordinal) || selector.Matchers.All(matcher => matcher.Name != label.NameText || MatcherPatterns.Matches(matcher, label.ValueText)));

    private void WalkSelector(VectorSelector selector, Context context)
    {
        if (selector.Name is { } name && recorded[name].Any(rule => CanBe(rule, selector)) && context.Wish != WitnessWish.Absent)
        {
            foreach (Rule rule in recorded[name].Where(rule => CanBe(rule, selector)))
            {
                if (rule.Expression?.Root is { } root && Rules.Add(rule))
                {
                    Walk(root, context);
                }
            }

            return;
        }

        bool isBucket = context.IsBucket && selector.Name?.EndsWith("_bucket", StringComparison.Ordinal) != false;
        _needs.Add(new WitnessNeed(selector, context.Wish, context.Value, context.IsGrowth, context.Count, isBucket)
        {
            VaryingLabel = context.VaryingLabel,
            HasVaryingValues = context.HasVaryingValues,
            IsHistogram = context.IsHistogram && !isBucket,
        });
    }

    private void WalkCall(Call call, Context context)
    {
        switch (call)
        {
            case { Subject: { } subject } when call.Has(FunctionTraits.IsAbsence):
                Walk(subject, context with { Wish = context.Wish == WitnessWish.Low ? WitnessWish.High : WitnessWish.Absent });
                return;
            case { Subject: { } subject } when ReadsGrowth(call):
                Walk(subject, context with { IsGrowth = true });
                return;
            case { Subject: { } subject } when call.Has(FunctionTraits.ReadsBuckets):
                Walk(subject, context with { IsBucket = true, IsHistogram = true });
                return;
            case { Subject: { } subject } when call.Has(FunctionTraits.ReadsHistograms):
                Walk(subject, context with { IsHistogram = true });
                return;
            case { Name: "vector" or "time" }:
                return;
        }

        foreach (Expr argument in call.Arguments)
        {
            if (argument.Type is ExprType.Vector or ExprType.Matrix or ExprType.Scalar && argument is not NumberLiteral)
            {
                Walk(argument, context);
            }
        }
    }

    /// <summary>Whether a series must change for the call to give more than zero.</summary>
    private static bool ReadsGrowth(Call call) =>
        call.Has(FunctionTraits.MeasuresChange) || call.Has(FunctionTraits.CountsChanges) || call.Has(FunctionTraits.MeasuresSpread) || call.Name == "predict_linear";

    private void WalkBinary(BinaryExpr binary, Context context)
    {
        double? left = Constant(binary.Left);
        double? right = Constant(binary.Right);
        switch (binary.Operator)
        {
            case BinaryOperator.And:
                Walk(binary.Left, context);
                Walk(binary.Right, Fresh(context));
                break;
            case BinaryOperator.Or:
                Walk(binary.Left, context);
                Walk(binary.Right, context);
                break;
            case BinaryOperator.Unless:
                Walk(binary.Left, context);
                Walk(binary.Right, Fresh(context) with { Wish = WitnessWish.Absent });
                break;
            case BinaryOperator.Greater or BinaryOperator.GreaterOrEqual:
                Compare(binary, context, left, right, leftIsHigh: context.Wish != WitnessWish.Absent);
                break;
            case BinaryOperator.Less or BinaryOperator.LessOrEqual:
                Compare(binary, context, left, right, leftIsHigh: context.Wish == WitnessWish.Absent);
                break;
            case BinaryOperator.Equal:
                Walk(binary.Left, Fresh(context) with { Wish = WitnessWish.Exactly, Value = right ?? 1 });
                Walk(binary.Right, Fresh(context) with { Wish = WitnessWish.Exactly, Value = left ?? 1 });
                break;
            case BinaryOperator.NotEqual:
                Walk(binary.Left, Fresh(context) with { Wish = WitnessWish.Exactly, Value = (right ?? 1) + 1 });
                Walk(binary.Right, Fresh(context) with { Wish = WitnessWish.Exactly, Value = left is { } value ? value + 1 : 1 });
                break;
            case BinaryOperator.Subtract when IsGrowth(binary):
                Walk(binary.Left, context with { IsGrowth = true });
                break;
            case BinaryOperator.Subtract or BinaryOperator.Divide:
                Walk(binary.Left, context with { Value = Inverted(binary.Operator, context.Value, right) });
                Walk(binary.Right, Inverse(context));
                break;
            case BinaryOperator.Modulo:
                Walk(binary.Left, context);
                Walk(binary.Right, Fresh(context));
                break;
            case BinaryOperator.Multiply when binary.Matching is { Cardinality: MatchCardinality.ManyToOne or MatchCardinality.OneToMany } matching:
                // The side that there is one of lends its labels; its value is 1.
                bool isLeftMany = matching.Cardinality == MatchCardinality.ManyToOne;
                Context one = Fresh(context) with { Wish = WitnessWish.Exactly, IsBucket = false };
                Walk(binary.Left, isLeftMany ? context : one);
                Walk(binary.Right, isLeftMany ? one : context);
                break;
            default:
                double? factor = right ?? left;
                double wished = factor is { } known ? binary.Operator == BinaryOperator.Add ? context.Value - known : known != 0 ? context.Value / known : context.Value : context.Value;
                Walk(binary.Left, context with { Value = wished });
                Walk(binary.Right, context with { Value = wished });
                break;
        }
    }

    /// <summary>Whether a difference is that of a series now and before.</summary>
    private static bool IsGrowth(BinaryExpr difference) =>
        difference.Left.WithoutParens() is VectorSelector { Offset: null } now && difference.Right.WithoutParens() is VectorSelector { Offset: not null } before && now.Name == before.Name;

    private void Compare(BinaryExpr binary, Context context, double? left, double? right, bool leftIsHigh)
    {
        Walk(binary.Left, Fresh(context) with { Wish = leftIsHigh ? WitnessWish.High : WitnessWish.Low, Value = right ?? 1 });
        Walk(binary.Right, Fresh(context) with { Wish = leftIsHigh ? WitnessWish.Low : WitnessWish.High, Value = left ?? 1 });
    }

    private static double Inverted(BinaryOperator op, double value, double? right) => right is not { } known ? value : op == BinaryOperator.Divide ? value * known : value + known;

    private static Context Fresh(Context context) => context with { Wish = WitnessWish.High, Value = 1 };

    private static Context Inverse(Context context) => context with
    {
        Wish = context.Wish switch
        {
            WitnessWish.High => WitnessWish.Low,
            WitnessWish.Low => WitnessWish.High,
            _ => context.Wish,
        },
    };

    /// <summary>The value of a constant expression; null if it is not constant.</summary>
    internal static double? Constant(Expr expression) => expression switch
    {
        NumberLiteral number => number.Value,
        ParenExpr paren => Constant(paren.Inner),
        UnaryExpr unary => unary.IsNegative ? -Constant(unary.Operand) : Constant(unary.Operand),
        BinaryExpr { Operator: BinaryOperator.Multiply } product => Constant(product.Left) * Constant(product.Right),
        BinaryExpr { Operator: BinaryOperator.Divide } quotient => Constant(quotient.Left) / Constant(quotient.Right),
        BinaryExpr { Operator: BinaryOperator.Add } sum => Constant(sum.Left) + Constant(sum.Right),
        BinaryExpr { Operator: BinaryOperator.Subtract } difference => Constant(difference.Left) - Constant(difference.Right),
        _ => null,
    };

    private readonly record struct Context(WitnessWish Wish, double Value, bool IsGrowth, int Count, bool IsBucket, int Depth, string? VaryingLabel = null, bool HasVaryingValues = false, bool IsHistogram = false);
}
