using PromRuleLint.PromQL.Syntax;
using MatchType = PromRuleLint.PromQL.Syntax.MatchType;

namespace PromRuleLint.Tests.Facts;

/// <summary>A series of an instant: its labels, the name among them, and its value.</summary>
internal sealed record Sample(SortedDictionary<string, string> Labels, double Value)
{
    public string Key(Func<string, bool> isKept) => string.Join(',', Labels.Where(label => isKept(label.Key)).Select(static label => $"{label.Key}={label.Value}"));

    public SortedDictionary<string, string> Only(Func<string, bool> isKept) => new(Labels.Where(label => isKept(label.Key)).ToDictionary(), StringComparer.Ordinal);
}

/// <summary>
/// A plain evaluator of the instant part of PromQL, written from the documentation alone, to hold the facts against. Throws
/// <see cref="InvalidOperationException"/> where Prometheus gives an error.
/// </summary>
internal sealed class MiniEvaluator(IReadOnlyList<Sample> world)
{
    private const string Name = "__name__";

    public double Scalar(Expr expr) => expr switch
    {
        ParenExpr paren => Scalar(paren.Inner),
        NumberLiteral number => number.Value,
        Call { Name: "scalar" } call => Vector(call.Arguments[0]) is [var only] ? only.Value : double.NaN,
        BinaryExpr binary => binary.IsComparison ? (Holds(binary.Operator, Scalar(binary.Left), Scalar(binary.Right)) ? 1 : 0) : Compute(binary.Operator, Scalar(binary.Left), Scalar(binary.Right)),
        _ => throw new NotSupportedException(expr.GetType().Name),
    };

    public IReadOnlyList<Sample> Vector(Expr expr)
    {
        IReadOnlyList<Sample> result = expr switch
        {
            ParenExpr paren => Vector(paren.Inner),
            VectorSelector selector => [.. world.Where(sample => Matches(selector, sample))],
            AggregateExpr aggregate => Aggregate(aggregate),
            Call call => Call(call),
            BinaryExpr binary when binary.Left.Type == ExprType.Scalar || binary.Right.Type == ExprType.Scalar => WithScalar(binary),
            BinaryExpr binary => Match(binary),
            _ => throw new NotSupportedException(expr.GetType().Name),
        };
        return result.Select(static sample => sample.Key(static _ => true)).Distinct().Count() == result.Count ? result : throw new InvalidOperationException("same labels twice");
    }

    private static bool Matches(VectorSelector selector, Sample sample) =>
        sample.Labels.GetValueOrDefault(Name) == selector.Name
        && selector.Matchers.All(matcher => (sample.Labels.GetValueOrDefault(matcher.Name, "") == matcher.Value) == (matcher.Type == MatchType.Equal));

    private static Sample Unnamed(Sample sample, double value) => new(sample.Only(static label => label != Name), value);

    private IReadOnlyList<Sample> Call(Call call)
    {
        if (call.Name == "vector")
        {
            return [new Sample([], Scalar(call.Arguments[0]))];
        }

        IReadOnlyList<Sample> operand = Vector(call.Arguments[0]);
        switch (call.Name)
        {
            case "absent":
                return operand.Count > 0 ? [] : [new Sample(AbsentLabels(call.Arguments[0].WithoutParens()), 1)];
            case "label_replace":
                string target = ((StringLiteral)call.Arguments[1]).Value;
                string text = ((StringLiteral)call.Arguments[2]).Value;
                return [.. operand.Select(sample => new Sample(new(sample.Only(label => label != target).Append(new(target, text)).ToDictionary(), StringComparer.Ordinal), sample.Value))];
            default:
                double limit = call.Arguments.Length > 1 ? Scalar(call.Arguments[1]) : 0;
                return [.. operand.Select(sample => Unnamed(sample, call.Name switch
                {
                    "clamp_max" => Math.Min(limit, sample.Value),
                    "clamp_min" => Math.Max(limit, sample.Value),
                    "abs" => Math.Abs(sample.Value),
                    "sgn" => sample.Value < 0 ? -1 : sample.Value > 0 ? 1 : sample.Value,
                    "ceil" => Math.Ceiling(sample.Value),
                    _ => throw new NotSupportedException(call.Name),
                }))];
        }
    }

    private static SortedDictionary<string, string> AbsentLabels(Expr argument)
    {
        var labels = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (LabelMatcher matcher in (argument as VectorSelector)?.Matchers ?? [])
        {
            if (matcher.Type == MatchType.Equal && matcher.Value.Length > 0)
            {
                labels[matcher.Name] = matcher.Value;
            }
        }

        return labels;
    }

    private List<Sample> Aggregate(AggregateExpr node)
    {
        Func<string, bool> isKept = node.Without
            ? label => label != Name && !node.Grouping.Any(grouped => grouped.Name == label)
            : label => node.Grouping.Any(grouped => grouped.Name == label);
        return [.. Vector(node.Operand).GroupBy(sample => sample.Key(isKept)).Select(group => new Sample(group.First().Only(isKept), node.Operator switch
        {
            AggregateOperator.Sum => group.Sum(static sample => sample.Value),
            AggregateOperator.Count => group.Count(),
            AggregateOperator.Min => group.Select(static sample => sample.Value).Aggregate(static (a, b) => double.IsNaN(a) || b < a ? b : a),
            AggregateOperator.Max => group.Select(static sample => sample.Value).Aggregate(static (a, b) => double.IsNaN(a) || b > a ? b : a),
            _ => 1,
        }))];
    }

    private List<Sample> WithScalar(BinaryExpr node)
    {
        bool scalarIsRight = node.Right.Type == ExprType.Scalar;
        double number = Scalar(scalarIsRight ? node.Right : node.Left);
        var results = new List<Sample>();
        foreach (Sample sample in Vector(scalarIsRight ? node.Left : node.Right))
        {
            (double left, double right) = scalarIsRight ? (sample.Value, number) : (number, sample.Value);
            if (!node.IsComparison)
            {
                results.Add(Unnamed(sample, Compute(node.Operator, left, right)));
            }
            else if (node.ReturnsBool)
            {
                results.Add(Unnamed(sample, Holds(node.Operator, left, right) ? 1 : 0));
            }
            else if (Holds(node.Operator, left, right))
            {
                results.Add(sample);
            }
        }

        return results;
    }

    private List<Sample> Match(BinaryExpr node)
    {
        VectorMatching matching = node.Matching!;
        Func<string, bool> isMatched = matching.IsOn
            ? label => matching.Labels.Any(listed => listed.Name == label)
            : label => label != Name && !matching.Labels.Any(listed => listed.Name == label);
        IReadOnlyList<Sample> left = Vector(node.Left);
        IReadOnlyList<Sample> right = Vector(node.Right);
        HashSet<string> rightKeys = [.. right.Select(sample => sample.Key(isMatched))];
        switch (node.Operator)
        {
            case BinaryOperator.And:
                return [.. left.Where(sample => rightKeys.Contains(sample.Key(isMatched)))];
            case BinaryOperator.Unless:
                return [.. left.Where(sample => !rightKeys.Contains(sample.Key(isMatched)))];
            case BinaryOperator.Or:
                HashSet<string> leftKeys = [.. left.Select(sample => sample.Key(isMatched))];
                return [.. left, .. right.Where(sample => !leftKeys.Contains(sample.Key(isMatched)))];
        }

        var partners = right.GroupBy(sample => sample.Key(isMatched)).ToDictionary(static group => group.Key, static group => group.ToList());
        var results = new List<Sample>();
        var used = new HashSet<string>();
        foreach (Sample l in left)
        {
            string key = l.Key(isMatched);
            if (!partners.TryGetValue(key, out List<Sample>? candidates))
            {
                continue;
            }

            if (candidates.Count > 1 || !used.Add(key))
            {
                throw new InvalidOperationException("many matches");
            }

            bool holds = node.IsComparison && Holds(node.Operator, l.Value, candidates[0].Value);
            bool dropsName = !node.IsComparison || node.ReturnsBool;
            SortedDictionary<string, string> labels = l.Only(label => matching.IsOn ? isMatched(label) : (label == Name ? !dropsName : isMatched(label)));
            if (!node.IsComparison)
            {
                results.Add(new Sample(labels, Compute(node.Operator, l.Value, candidates[0].Value)));
            }
            else if (node.ReturnsBool || holds)
            {
                results.Add(new Sample(labels, node.ReturnsBool ? (holds ? 1 : 0) : l.Value));
            }
        }

        return results;
    }

    private static bool Holds(BinaryOperator op, double left, double right) => op switch
    {
        BinaryOperator.Equal => left == right,
        BinaryOperator.NotEqual => left != right,
        BinaryOperator.Greater => left > right,
        BinaryOperator.Less => left < right,
        BinaryOperator.GreaterOrEqual => left >= right,
        _ => left <= right,
    };

    private static double Compute(BinaryOperator op, double left, double right) => op switch
    {
        BinaryOperator.Add => left + right,
        BinaryOperator.Subtract => left - right,
        BinaryOperator.Multiply => left * right,
        _ => left / right,
    };
}
