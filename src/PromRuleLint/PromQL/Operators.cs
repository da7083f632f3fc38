using PromRuleLint.PromQL.Syntax;

namespace PromRuleLint.PromQL;

/// <summary>How operators are written.</summary>
public static class Operators
{
    private static readonly string[] Aggregations =
    [
        "sum", "avg", "count", "min", "max", "group", "stddev", "stdvar", "topk", "bottomk", "count_values", "quantile", "limitk",
        "limit_ratio",
    ];

    /// <summary>The names of all aggregations.</summary>
    internal static IReadOnlyList<string> AllAggregations => Aggregations;

    private static readonly string[] Binaries =
        ["+", "-", "*", "/", "%", "^", "atan2", "==", "!=", ">", "<", ">=", "<=", "and", "or", "unless", "</", ">/"];

    private static readonly string[] Durations = ["+", "-", "*", "/", "%", "^", "step", "range", "min_of", "max_of"];

    /// <summary>The aggregation as PromQL writes it.</summary>
    public static string Text(AggregateOperator op) => Aggregations[(int)op];

    /// <summary>The binary operator as PromQL writes it.</summary>
    public static string Text(BinaryOperator op) => Binaries[(int)op];

    /// <summary>The operator or function of a duration as PromQL writes it, without parentheses.</summary>
    public static string Text(DurationOperator op) => Durations[(int)op];

    /// <summary>Whether the aggregation passes some of its series on as they are, with all labels.</summary>
    internal static bool SelectsSeries(AggregateOperator op) =>
        op is AggregateOperator.TopK or AggregateOperator.BottomK or AggregateOperator.LimitK or AggregateOperator.LimitRatio;
}
