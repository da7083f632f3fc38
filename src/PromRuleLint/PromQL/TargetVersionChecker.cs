using System.Collections.Immutable;
using PromRuleLint.PromQL.Functions;
using PromRuleLint.PromQL.Syntax;
using PromRuleLint.Text;

namespace PromRuleLint.PromQL;

/// <summary>Names what an expression uses that the target Prometheus has not yet, and what newer ones have no more.</summary>
internal sealed class TargetVersionChecker
{
    // From the changelog of Prometheus. Before 2.33 '@' and negative offsets needed feature flags.
    private static readonly Version GroupAggregation = new(2, 20);
    private static readonly Version Atan2 = new(2, 31);
    private static readonly Version AtAndNegativeOffset = new(2, 33);
    private static readonly Version LimitAggregations = new(2, 54);
    private static readonly Version DurationsAsNumbers = new(2, 54);
    private static readonly Version QuotedNames = new(3, 0);
    private static readonly Version DurationExpressions = new(3, 4);
    private static readonly Version ExtendedSelectors = new(3, 7);
    private static readonly Version FillModifiers = new(3, 10);
    private static readonly Version TrimOperators = new(3, 11);
    private static readonly Version MinOfAndMaxOf = new(3, 13);

    private readonly List<PromQLError> _notices = [];
    private readonly string _text;
    private readonly Version _target;

    private TargetVersionChecker(string text, Version target)
    {
        this._text = text;
        this._target = target;
    }

    public static ImmutableArray<PromQLError> Check(Expr root, string text, Version target)
    {
        var checker = new TargetVersionChecker(text, target);
        foreach (Expr expr in root.DescendantsAndSelf())
        {
            checker.Check(expr);
        }

        return [.. checker._notices.OrderBy(notice => notice.Range.Start)];
    }

    private void Check(Expr expr)
    {
        switch (expr)
        {
            case Call { Function: { } function } call:
                CheckFunction(call, function);
                break;
            case AggregateExpr aggregate:
                CheckAggregation(aggregate);
                break;
            case BinaryExpr binary:
                CheckOperator(binary);
                break;
            case NumberLiteral { IsDuration: true }:
                Need(DurationsAsNumbers, expr.Range, "a duration as a number");
                break;
            case NumberLiteral when expr.Range.In(_text).Contains('_'):
                Need(DurationsAsNumbers, expr.Range, "an underscore in a number");
                break;
            case VectorSelector selector:
                CheckSelector(selector);
                break;
            case MatrixSelector matrix:
                CheckDuration(matrix.Window);
                break;
            case SubqueryExpr subquery:
                CheckDuration(subquery.Window);
                CheckDuration(subquery.Step);
                CheckModifiers(subquery.Offset, subquery.At);
                break;
        }
    }

    private void Need(Version? since, TextRange range, string what)
    {
        // A target of 2.55.1 has all of 2.55.
        if (since > new Version(_target.Major, _target.Minor))
        {
            _notices.Add(new PromQLError(
                PromQLErrorKind.NewerThanTarget,
                range,
                $"Prometheus has {what} since {since}, and target_version is {_target}; write it without, or raise target_version"));
        }
    }

    private void CheckFunction(Call call, Function function)
    {
        Need(function.Since, call.NameRange, $"the function '{function.Name}'");
        if (function.RemovedIn is not null && function.RemovedIn > _target)
        {
            _notices.Add(new PromQLError(
                PromQLErrorKind.RenamedFunction,
                call.NameRange,
                $"'{function.Name}' is called '{function.NewName}' from Prometheus {function.RemovedIn} on, which refuses the old name; change it when the servers are upgraded from {_target}"));
        }
    }

    private void CheckAggregation(AggregateExpr aggregate)
    {
        Version? since = aggregate.Operator switch
        {
            AggregateOperator.Group => GroupAggregation,
            AggregateOperator.LimitK or AggregateOperator.LimitRatio => LimitAggregations,
            _ => null,
        };
        Need(since, aggregate.OperatorRange, $"the aggregation '{aggregate.OperatorRange.In(_text)}'");
        CheckLabels(aggregate.Grouping);
    }

    private void CheckLabels(ImmutableArray<LabelName> labels)
    {
        foreach (LabelName label in labels)
        {
            if (_text[label.Range.Start] is '"' or '\'' or '`')
            {
                Need(QuotedNames, label.Range, "a label in quotes");
            }
        }
    }

    private void CheckOperator(BinaryExpr binary)
    {
        Version? since = binary.Operator switch
        {
            BinaryOperator.Atan2 => Atan2,
            BinaryOperator.TrimLower or BinaryOperator.TrimUpper => TrimOperators,
            _ => null,
        };
        Need(since, binary.OperatorRange, $"the operator '{Operators.Text(binary.Operator)}'");
        if (binary.WrittenMatching is { } matching)
        {
            CheckLabels(matching.Labels);
            CheckLabels(matching.Include);
            if (!matching.FillRange.IsEmpty)
            {
                Need(FillModifiers, matching.FillRange, "filling in for missing series");
            }
        }
    }

    private void CheckSelector(VectorSelector selector)
    {
        foreach (LabelMatcher matcher in selector.MatcherSpan)
        {
            if (_text[matcher.NameRange.Start] is '"' or '\'' or '`')
            {
                Need(QuotedNames, matcher.NameRange, matcher.IsQuotedMetricName ? "a metric name in quotes" : "a label in quotes");
            }
        }

        if (selector.Extension != SelectorExtension.None)
        {
            Need(ExtendedSelectors, selector.ExtensionRange, $"the modifier '{selector.ExtensionRange.In(_text)}'");
        }

        CheckModifiers(selector.Offset, selector.At);
    }

    private void CheckModifiers(OffsetModifier? offset, AtModifier? at)
    {
        if (offset is not null)
        {
            CheckDuration(offset.Duration);
            if (offset.Duration.Constant < TimeSpan.Zero)
            {
                Need(AtAndNegativeOffset, offset.Range, "a negative offset");
            }
        }

        if (at is not null)
        {
            Need(AtAndNegativeOffset, at.Range, "the modifier '@'");
        }
    }

    private void CheckDuration(DurationSyntax? duration)
    {
        if (duration is not { Expression: DurationExpr expr, Range: var range })
        {
            return;
        }

        bool newer = expr.DescendantsAndSelf().Any(e => e is DurationExpr { Operator: DurationOperator.Min or DurationOperator.Max });
        Need(newer ? MinOfAndMaxOf : DurationExpressions, range, newer ? "min_of or max_of in a duration" : "computing a duration");
    }
}
