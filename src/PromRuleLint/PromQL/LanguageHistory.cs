using System.Collections.Frozen;
using PromRuleLint.PromQL.Syntax;
using PromRuleLint.Text;

namespace PromRuleLint.PromQL;

/// <summary>
/// Since which version of Prometheus parts of the language are there, by its release notes. What is older than 2.16, or not
/// known, has none.
/// </summary>
internal static class LanguageHistory
{
    private static readonly FrozenDictionary<string, Version> Functions = new Dictionary<string, Version>(StringComparer.Ordinal)
    {
        ["absent_over_time"] = new(2, 16),
        ["clamp"] = new(2, 26),
        ["last_over_time"] = new(2, 26),
        ["sgn"] = new(2, 26),
        ["present_over_time"] = new(2, 29),
        ["acos"] = new(2, 31),
        ["acosh"] = new(2, 31),
        ["asin"] = new(2, 31),
        ["asinh"] = new(2, 31),
        ["atan"] = new(2, 31),
        ["atanh"] = new(2, 31),
        ["cos"] = new(2, 31),
        ["cosh"] = new(2, 31),
        ["deg"] = new(2, 31),
        ["pi"] = new(2, 31),
        ["rad"] = new(2, 31),
        ["sin"] = new(2, 31),
        ["sinh"] = new(2, 31),
        ["tan"] = new(2, 31),
        ["tanh"] = new(2, 31),
        ["histogram_count"] = new(2, 40),
        ["histogram_fraction"] = new(2, 40),
        ["histogram_sum"] = new(2, 40),
        ["histogram_stddev"] = new(2, 47),
        ["histogram_stdvar"] = new(2, 47),
        ["mad_over_time"] = new(2, 49),
        ["sort_by_label"] = new(2, 49),
        ["sort_by_label_desc"] = new(2, 49),
        ["histogram_avg"] = new(2, 51),
        ["double_exponential_smoothing"] = new(3, 0),
        ["info"] = new(3, 0),
        ["ts_of_last_over_time"] = new(3, 5),
        ["ts_of_max_over_time"] = new(3, 5),
        ["ts_of_min_over_time"] = new(3, 5),
        ["first_over_time"] = new(3, 7),
        ["ts_of_first_over_time"] = new(3, 7),
        ["histogram_quantiles"] = new(3, 11),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private const string ComputedDuration = "a computed duration";

    private static readonly Version V2_31 = new(2, 31);
    private static readonly Version V2_33 = new(2, 33);
    private static readonly Version V2_54 = new(2, 54);
    private static readonly Version V3_0 = new(3, 0);
    private static readonly Version V3_4 = new(3, 4);
    private static readonly Version V3_7 = new(3, 7);
    private static readonly Version V3_10 = new(3, 10);

    /// <summary>What a node itself, without its children, needs: where it stands, what it is called and since when it is there.</summary>
    /// <param name="node">The node.</param>
    /// <param name="text">The text of the expression.</param>
    public static IEnumerable<(TextRange Range, string What, Version Since)> Of(Expr node, string text)
    {
        switch (node)
        {
            case Call call when Functions.TryGetValue(call.Name, out Version? since):
                yield return (call.NameRange, $"the function {call.Name}", since);
                break;
            case AggregateExpr { Operator: AggregateOperator.LimitK or AggregateOperator.LimitRatio } aggregate:
                yield return (aggregate.OperatorRange, $"the aggregation {Show(aggregate.OperatorRange)}", V2_54);
                break;
            case BinaryExpr { Operator: BinaryOperator.Atan2 } binary:
                yield return (binary.OperatorRange, "the operator atan2", V2_31);
                break;
            case BinaryExpr { Matching.FillRange.IsEmpty: false } filled:
                yield return (filled.Matching!.FillRange, "the fill modifier", V3_10);
                break;
            case NumberLiteral { IsDuration: true } duration:
                yield return (duration.Range, "a duration as a number", V2_54);
                break;
            case NumberLiteral number when number.Range.Of(text).Contains('_'):
                yield return (number.Range, "an underscore in a number", V2_54);
                break;
            case MatrixSelector { Window: { Expression: not null } window }:
                yield return (window.Range, ComputedDuration, V3_4);
                break;
            case SubqueryExpr subquery:
                foreach (var part in OfSubquery(subquery))
                {
                    yield return part;
                }

                break;
            case VectorSelector selector:
                foreach (var part in OfSelector(selector, text))
                {
                    yield return part;
                }

                break;
        }

        string Show(TextRange range) => range.Of(text).ToString().ToLowerInvariant();
    }

    private static IEnumerable<(TextRange Range, string What, Version Since)> OfSelector(VectorSelector selector, string text)
    {
        foreach (LabelMatcher matcher in selector.Matchers)
        {
            if (text[matcher.NameRange.Start] is '"' or '\'' or '`')
            {
                yield return (matcher.NameRange, matcher.IsQuotedMetricName ? "a metric name in quotes" : "a label name in quotes", V3_0);
            }
        }

        foreach (var modifier in Modifiers(selector.Offset, selector.At))
        {
            yield return modifier;
        }

        if (selector.Extension != SelectorExtension.None)
        {
            yield return (selector.ExtensionRange, $"the modifier {selector.ExtensionRange.Of(text)}", V3_7);
        }
    }

    private static IEnumerable<(TextRange Range, string What, Version Since)> OfSubquery(SubqueryExpr subquery)
    {
        foreach (DurationSyntax? duration in (DurationSyntax?[])[subquery.Window, subquery.Step])
        {
            if (duration?.Expression is not null)
            {
                yield return (duration.Range, ComputedDuration, V3_4);
            }
        }

        foreach (var modifier in Modifiers(subquery.Offset, subquery.At))
        {
            yield return modifier;
        }
    }

    private static IEnumerable<(TextRange Range, string What, Version Since)> Modifiers(OffsetModifier? offset, AtModifier? at)
    {
        if (offset?.Duration.Constant is { } duration && duration < TimeSpan.Zero)
        {
            yield return (offset.Range, "a negative offset", V2_33);
        }
        else if (offset?.Duration.Expression is not null)
        {
            yield return (offset.Duration.Range, ComputedDuration, V3_4);
        }

        if (at is not null)
        {
            yield return (at.Range, "the modifier @", V2_33);
        }
    }
}
