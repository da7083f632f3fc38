using System.Globalization;
using PromRuleLint.PromQL;
using PromRuleLint.PromQL.Syntax;
using PromRuleLint.Rules;
using PromRuleLint.Text;

namespace PromRuleLint.Testing.Mutation;

/// <summary>The changes that are made to rules: mistakes that people make, one at a time.</summary>
internal static class RuleMutations
{
    /// <summary>All changes of a rule, those that tell most first.</summary>
    public static IEnumerable<RuleMutation> Find(Rule rule)
    {
        string text = rule.Expression!.Text;
        Expr root = rule.Expression.Root!;
        var parents = new Dictionary<Expr, Expr>(ReferenceEqualityComparer.Instance);
        foreach (Expr node in root.DescendantsAndSelf())
        {
            for (int i = 0; i < node.ChildCount; i++)
            {
                parents[node.GetChild(i)] = node;
            }
        }

        return root.DescendantsAndSelf().SelectMany(node => MutateNode(node, parents, text)).Concat(MutateDurations(rule as AlertingRule)).OrderBy(static mutation => mutation.Kind);
    }

    private static IEnumerable<RuleMutation> MutateNode(Expr node, Dictionary<Expr, Expr> parents, string text) => node switch
    {
        BinaryExpr binary => MutateBinary(binary),
        NumberLiteral literal when !IsThreshold(literal, parents) && Scaled(literal.Value) is { } replacement =>
            [new RuleMutation(MutantKind.Constant, literal.Range, Text(replacement)) { IsEquivalent = (facts, _) => parents.GetValueOrDefault(literal) is Call call && MutantEquivalence.IsFarBound(facts, call, literal, replacement) }],
        VectorSelector selector => MutateSelector(selector, parents),
        MatrixSelector matrix => MutateWindow(matrix.Window),
        SubqueryExpr subquery => MutateWindow(subquery.Window).Concat(MutateOffset(subquery.Offset)),
        AggregateExpr aggregate => MutateAggregate(aggregate),
        Call call => MutateCall(call, parents, text),
        _ => [],
    };

    private static IEnumerable<RuleMutation> MutateBinary(BinaryExpr binary)
    {
        if (binary.IsComparison)
        {
            return MutateComparison(binary);
        }

        if (binary.IsSetOperation)
        {
            return MutateSetOperation(binary);
        }

        string? opposite = binary.Operator switch
        {
            BinaryOperator.Add => "-",
            BinaryOperator.Subtract => "+",
            BinaryOperator.Multiply => "/",
            BinaryOperator.Divide or BinaryOperator.Modulo or BinaryOperator.Power => "*",
            _ => null,
        };
        return opposite is null ? [] : [new RuleMutation(MutantKind.Arithmetic, binary.OperatorRange, opposite) { IsEquivalent = (facts, _) => MutantEquivalence.IsByOne(facts, binary, opposite) }];
    }

    private static IEnumerable<RuleMutation> MutateComparison(BinaryExpr binary)
    {
        foreach (BinaryOperator changed in Others(binary.Operator))
        {
            yield return new RuleMutation(MutantKind.Comparison, binary.OperatorRange, Text(changed)) { IsEquivalent = (facts, _) => MutantEquivalence.IsSameFilter(facts, binary, changed, null) };
        }

        if (binary.ReturnsBool)
        {
            yield return new RuleMutation(MutantKind.Bool, binary.BoolRange, "");
        }

        foreach (NumberLiteral literal in new[] { binary.Left.WithoutParens(), binary.Right.WithoutParens() }.OfType<NumberLiteral>())
        {
            foreach (double changed in Neighbors(literal.Value, binary.Operator is BinaryOperator.Equal or BinaryOperator.NotEqual))
            {
                yield return new RuleMutation(MutantKind.Threshold, literal.Range, Text(changed)) { IsEquivalent = (facts, _) => MutantEquivalence.IsSameFilter(facts, binary, binary.Operator, changed) };
            }
        }
    }

    private static IEnumerable<RuleMutation> MutateSetOperation(BinaryExpr binary)
    {
        var right = new TextRange(binary.Left.Range.End, binary.Right.Range.End);
        if (binary.Operator != BinaryOperator.Or)
        {
            yield return new RuleMutation(MutantKind.SetOperator, binary.OperatorRange, binary.Operator == BinaryOperator.And ? "unless" : "and");
            yield return new RuleMutation(MutantKind.Branch, right, "") { IsEquivalent = (facts, _) => binary.Operator == BinaryOperator.Unless && MutantEquivalence.IsEmpty(facts, binary.Right) };
            yield break;
        }

        yield return new RuleMutation(MutantKind.Branch, new TextRange(binary.Left.Range.Start, binary.Right.Range.Start), "") { IsEquivalent = (facts, _) => MutantEquivalence.IsEmpty(facts, binary.Left) };
        yield return new RuleMutation(MutantKind.Branch, right, "") { IsEquivalent = (facts, _) => MutantEquivalence.GivesNothing(facts, binary) };
    }

    private static IEnumerable<RuleMutation> MutateSelector(VectorSelector selector, Dictionary<Expr, Expr> parents)
    {
        for (int i = 0; i < selector.Matchers.Length; i++)
        {
            LabelMatcher matcher = selector.Matchers[i];
            if (matcher.IsQuotedMetricName || matcher.Name == Evaluation.Labels.MetricNameLabel)
            {
                continue;
            }

            // With the comma before it, or of the first the one behind.
            int start = i > 0 ? selector.Matchers[i - 1].Range.End : matcher.Range.Start;
            int end = i > 0 || selector.Matchers.Length == 1 ? matcher.Range.End : selector.Matchers[1].Range.Start;
            yield return new RuleMutation(MutantKind.Matcher, new TextRange(start, end), "") { IsEquivalent = (facts, rules) => MutantEquivalence.LetsAllThrough(rules, selector, matcher) || MutantEquivalence.IsFilteredLater(facts, selector, matcher, parents) };
            yield return new RuleMutation(MutantKind.Matcher, matcher.OperatorRange, matcher.Type switch
            {
                MatchType.Equal => "!=",
                MatchType.NotEqual => "=",
                MatchType.Regexp => "!~",
                _ => "=~",
            });
        }

        foreach (RuleMutation mutation in MutateOffset(selector.Offset))
        {
            yield return mutation;
        }
    }

    private static IEnumerable<RuleMutation> MutateOffset(OffsetModifier? offset) => offset is null ? [] : [new RuleMutation(MutantKind.Offset, offset.Range, "")];

    private static IEnumerable<RuleMutation> MutateWindow(DurationSyntax window)
    {
        if (window is { Constant: { Ticks: > 0 } length, Expression: null })
        {
            yield return new RuleMutation(MutantKind.Window, window.Range, PrometheusDuration.Format(length * 2));
            if (length >= TimeSpan.FromMilliseconds(2))
            {
                yield return new RuleMutation(MutantKind.Window, window.Range, PrometheusDuration.Format(length / 2));
            }
        }
    }

    private static IEnumerable<RuleMutation> MutateAggregate(AggregateExpr aggregate)
    {
        string? other = aggregate.Operator switch
        {
            AggregateOperator.Sum => "avg",
            AggregateOperator.Avg or AggregateOperator.Min => "max",
            AggregateOperator.Max => "min",
            AggregateOperator.Count => "sum",
            AggregateOperator.Group => "count",
            AggregateOperator.Stddev => "stdvar",
            AggregateOperator.Stdvar => "stddev",
            AggregateOperator.TopK => "bottomk",
            AggregateOperator.BottomK => "topk",
            _ => null,
        };
        if (other is not null)
        {
            yield return new RuleMutation(MutantKind.Aggregation, aggregate.OperatorRange, other);
        }

        for (int i = 0; i < aggregate.Grouping.Length; i++)
        {
            LabelName label = aggregate.Grouping[i];
            int start = i > 0 ? aggregate.Grouping[i - 1].Range.End : label.Range.Start;
            int end = i > 0 || aggregate.Grouping.Length == 1 ? label.Range.End : aggregate.Grouping[1].Range.Start;
            yield return new RuleMutation(MutantKind.Grouping, new TextRange(start, end), "") { IsEquivalent = (facts, _) => MutantEquivalence.IsLabelOfNone(facts, aggregate, label.Name) };
        }
    }

    private static IEnumerable<RuleMutation> MutateCall(Call call, Dictionary<Expr, Expr> parents, string text)
    {
        string? other = call.Name switch
        {
            "rate" or "irate" => "increase",
            "increase" => "rate",
            "min_over_time" or "avg_over_time" => "max_over_time",
            "max_over_time" => "min_over_time",
            "sum_over_time" or "last_over_time" => "avg_over_time",
            "count_over_time" => "sum_over_time",
            "changes" => "resets",
            "resets" => "changes",
            "ceil" => "floor",
            "floor" => "ceil",
            _ => null,
        };
        if (other is not null)
        {
            yield return new RuleMutation(MutantKind.Function, call.NameRange, other) { IsEquivalent = (_, _) => MutantEquivalence.IsOnlyScaled(call, parents) };
        }
        else if (call is { Name: "clamp_min" or "clamp_max" or "abs", Arguments: [var argument, ..] })
        {
            string inner = argument.Range.In(text).ToString();
            yield return new RuleMutation(MutantKind.Function, call.Range, argument is BinaryExpr ? $"({inner})" : inner) { IsEquivalent = (facts, _) => MutantEquivalence.IsIdentity(facts, call, isRoot: !parents.ContainsKey(call)) };
        }
    }

    private static IEnumerable<RuleMutation> MutateDurations(AlertingRule? alert)
    {
        foreach ((MutantKind kind, RuleDuration? duration) in new[] { (MutantKind.For, alert?.For), (MutantKind.KeepFiringFor, alert?.KeepFiringFor) })
        {
            if (duration is { Value: { Ticks: > 0 } value })
            {
                string text = alert!.File.Source.Text[duration.Scalar.Range.Start..duration.Scalar.Range.End];
                string quote = text is ['"' or '\'', ..] ? text[..1] : "";
                yield return new RuleMutation(kind, default, $"{quote}0s{quote}");
                yield return new RuleMutation(kind, default, $"{quote}{PrometheusDuration.Format(value * 2)}{quote}");
            }
        }
    }

    /// <summary>Whether a number stands on one side of a comparison by itself.</summary>
    private static bool IsThreshold(NumberLiteral literal, Dictionary<Expr, Expr> parents)
    {
        Expr? parent = parents.GetValueOrDefault(literal);
        while (parent is ParenExpr)
        {
            parent = parents.GetValueOrDefault(parent);
        }

        return parent is BinaryExpr { IsComparison: true };
    }

    private static BinaryOperator[] Others(BinaryOperator comparison) => comparison switch
    {
        BinaryOperator.Greater => [BinaryOperator.GreaterOrEqual, BinaryOperator.LessOrEqual],
        BinaryOperator.GreaterOrEqual => [BinaryOperator.Greater, BinaryOperator.Less],
        BinaryOperator.Less => [BinaryOperator.LessOrEqual, BinaryOperator.GreaterOrEqual],
        BinaryOperator.LessOrEqual => [BinaryOperator.Less, BinaryOperator.Greater],
        BinaryOperator.Equal => [BinaryOperator.NotEqual],
        _ => [BinaryOperator.Equal],
    };

    private static string Text(BinaryOperator comparison) => comparison switch
    {
        BinaryOperator.Greater => ">",
        BinaryOperator.GreaterOrEqual => ">=",
        BinaryOperator.Less => "<",
        BinaryOperator.LessOrEqual => "<=",
        BinaryOperator.Equal => "==",
        _ => "!=",
    };

    /// <summary>A tenth more and a tenth less, of small whole numbers one; of a number that must be met exactly another one.</summary>
    private static IEnumerable<double> Neighbors(double value, bool isExact)
    {
        if (double.IsNaN(value) || double.IsInfinity(value) || Math.Abs(value) > 1e300)
        {
            yield break;
        }

        if (isExact)
        {
            yield return value == 0 ? 1 : value == 1 ? 0 : value + 1;
            yield break;
        }

        bool isWhole = value == Math.Floor(value) && Math.Abs(value) < 1e15;
        double distance = isWhole ? Math.Max(1, Math.Round(Math.Abs(value) / 10)) : Math.Abs(value) / 10;
        yield return Exact(value, distance);
        yield return Exact(value, -distance);
    }

    /// <summary>A tenth less, or 1 in place of 0; null if there is no such number.</summary>
    private static double? Scaled(double value) =>
        value == 0 ? 1 : double.IsNaN(value) || double.IsInfinity(value) || Math.Abs(value) > 1e300 ? null : Exact(value, -value / 10);

    // 0.3 and a tenth of it are 0.33, not the double beside it.
    private static double Exact(double value, double change) => Math.Abs(value) is < 1e15 and > 1e-12 ? (double)((decimal)value + (decimal)change) + 0.0 : value + change;

    private static string Text(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
