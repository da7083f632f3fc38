namespace PromRuleLint.PromQL.Tokenizing;

/// <summary>Questions about kinds of tokens.</summary>
internal static class PromQLTokenExtensions
{
    public static bool IsAggregation(this PromQLToken kind) => kind is >= PromQLToken.Sum and <= PromQLToken.LimitRatio;

    public static bool IsBinaryOperator(this PromQLToken kind) => kind is >= PromQLToken.Plus and <= PromQLToken.Unless;

    /// <summary>Whether the word may be the name of a metric outside quotes.</summary>
    public static bool IsMetricName(this PromQLToken kind) => kind is >= PromQLToken.And and <= PromQLToken.Without;

    /// <summary>Whether the word is a function's name when a parenthesis follows.</summary>
    public static bool IsFunctionName(this PromQLToken kind) =>
        kind is PromQLToken.Identifier or (>= PromQLToken.Start and <= PromQLToken.MaxOf);

    /// <summary>Whether the word may be a label in <c>by (…)</c> and its like outside quotes.</summary>
    public static bool IsLabelName(this PromQLToken kind) =>
        kind is (>= PromQLToken.Atan2 and <= PromQLToken.FillRight) and not PromQLToken.Without;

    public static bool IsWord(this PromQLToken kind) => kind >= PromQLToken.Atan2;
}
