using System.Collections.Immutable;
using PromRuleLint.PromQL.Functions;
using PromRuleLint.PromQL;
using PromRuleLint.PromQL.Syntax;
using PromRuleLint.RuleSets;
using PromRuleLint.Rules;

namespace PromRuleLint.Facts;

/// <summary>The one walk from a value down to the series that it comes from.</summary>
internal static class SeriesOrigins
{
    /// <summary>No rule reads so much that more than this is worth a look.</summary>
    private const int MaxSteps = 512;

    /// <summary>A metric that more rules record is an origin itself.</summary>
    private const int MaxRecords = 64;

    /// <summary>The nodes that a value comes from, left before right, each where nothing in <paramref name="paths"/> leads further.</summary>
    /// <param name="root">The value.</param>
    /// <param name="paths">What is looked through.</param>
    /// <param name="rules">The rules that record metrics; null where they are not followed.</param>
    /// <param name="rule">The rule whose expression the value is part of; null for one that stands alone.</param>
    public static IEnumerable<Origin> Find(Expr root, OriginPaths paths, RuleSet? rules = null, Rule? rule = null)
    {
        // Most values have one origin: only where the way parts something is kept for later.
        Stack<Origin>? pending = null;
        HashSet<Rule>? seen = null;
        var at = new Origin(rule, root);
        int steps = 0;
        do
        {
            while (steps++ < MaxSteps && Next(at.Node, paths) is ({ } first, var second))
            {
                if (second is not null)
                {
                    (pending ??= new()).Push(at with { Node = second });
                }

                at = at with { Node = first };
            }

            if ((paths & OriginPaths.Records) == 0 || rules is null || steps > MaxSteps || at.Node is not VectorSelector { Name: { } metric }
                || !PushRecords(ref pending, ref seen, rules, metric) || rules.MayBeRecordedUnread(metric))
            {
                yield return at;
            }
        }
        while (pending is not null && pending.TryPop(out at));
    }

    /// <summary>The first of the nodes that a value comes from, without the rules that record metrics.</summary>
    public static Expr First(Expr root, OriginPaths paths)
    {
        while (Next(root, paths) is ({ } first, _))
        {
            root = first;
        }

        return root;
    }

    /// <summary>The operands whose series, with their values as <paramref name="paths"/> allows, a node passes on; null where it makes its own.</summary>
    public static (Expr? First, Expr? Second) Next(Expr node, OriginPaths paths)
    {
        bool Through(OriginPaths path) => (paths & path) != 0;
        switch (node)
        {
            case ParenExpr paren:
                return (paren.Inner, null);
            case UnaryExpr unary when !unary.IsNegative || Through(OriginPaths.Scaling):
                return (unary.Operand, null);
            case MatrixSelector matrix when Through(OriginPaths.Ranges):
                return (matrix.Selector, null);
            case SubqueryExpr subquery when Through(OriginPaths.Ranges):
                return (subquery.Inner, null);
            case BinaryExpr { Operator: BinaryOperator.Or } or:
                return (or.Left, or.Right);
            case BinaryExpr { Operator: BinaryOperator.And or BinaryOperator.Unless } set:
                return (set.Left, null);
            case BinaryExpr { IsComparison: true, ReturnsBool: false } filter:
                return (filter.Left.Type == ExprType.Scalar ? filter.Right : filter.Left, null);
            case BinaryExpr { IsComparison: false } arithmetic when arithmetic.Left.Type == ExprType.Scalar || arithmetic.Right.Type == ExprType.Scalar:
                return Through(OriginPaths.Scaling) ? (arithmetic.Left.Type == ExprType.Scalar ? arithmetic.Right : arithmetic.Left, null) : default;
            case BinaryExpr { IsComparison: false } arithmetic when Through(OriginPaths.Arithmetic):
                return (arithmetic.Left, arithmetic.Right);
            case AggregateExpr aggregate when Operators.SelectsSeries(aggregate.Operator)
                || (Through(OriginPaths.Picks) && aggregate.Operator is AggregateOperator.Min or AggregateOperator.Max)
                || (Through(OriginPaths.Sums) && aggregate.Operator is AggregateOperator.Sum or AggregateOperator.Avg):
                return (aggregate.Operand, null);
            case Call { Subject: { } subject } call when call.Has(FunctionTraits.KeepsValue)
                || (Through(OriginPaths.Picks) && call.Has(FunctionTraits.PicksSample))
                || (Through(OriginPaths.Sums) && call.Name is "sum_over_time" or "avg_over_time")
                || (Through(OriginPaths.Functions) && call.Has(FunctionTraits.KeepsSeries)):
                return (subject is MatrixSelector range ? range.Selector : subject is SubqueryExpr query ? query.Inner : subject, null);
            default:
                return default;
        }
    }

    /// <summary>Goes on behind the rules that record a metric; false where there are none, or too many.</summary>
    private static bool PushRecords(ref Stack<Origin>? pending, ref HashSet<Rule>? seen, RuleSet rules, string metric)
    {
        ImmutableArray<RecordingRule> records = rules.RecordingRules(metric);
        if (records.Length is 0 or > MaxRecords)
        {
            return false;
        }

        for (int i = records.Length - 1; i >= 0; i--)
        {
            if (records[i].Expression?.Root is { } root && (seen ??= []).Add(records[i]))
            {
                (pending ??= new()).Push(new Origin(records[i], root));
            }
        }

        return true;
    }
}
