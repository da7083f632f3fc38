namespace PromRuleLint.PromQL.Grammar;

/// <summary>What the grammar says it expects where it gives up; recovery tells the places apart by these lists.</summary>
internal static class Expectations
{
    public static readonly string[] Expression = ["an expression"];
    public static readonly string[] OperatorOrEnd = ["an operator", "the end of the expression"];
    public static readonly string[] OperatorOrParen = ["an operator", "')'"];
    public static readonly string[] OperatorOrCommaOrParen = ["an operator", "','", "')'"];
    public static readonly string[] Paren = ["'('"];
    public static readonly string[] Arguments = ["'(' and what to aggregate"];
    public static readonly string[] Label = ["a label", "')'"];
    public static readonly string[] CommaOrParen = ["','", "')'"];
    public static readonly string[] Brace = ["'{'"];
    public static readonly string[] Matcher = ["a label", "'}'"];
    public static readonly string[] MatchOperator = ["'='", "'!='", "'=~'", "'!~'"];
    public static readonly string[] MatchString = ["a string in quotes"];
    public static readonly string[] CommaOrBrace = ["','", "'}'"];
    public static readonly string[] Duration = ["a duration", "a number of seconds", "step()", "range()", "min_of(…)", "max_of(…)"];
    public static readonly string[] DurationOrBracket = [.. Duration, "']'"];
    public static readonly string[] ColonOrBracket = ["':'", "']'"];
    public static readonly string[] Bracket = ["']'"];
    public static readonly string[] Timestamp = ["a timestamp", "start()", "end()"];
    public static readonly string[] Number = ["a number"];

    /// <summary>The message of the one failure that no text alone can cause.</summary>
    public const string TooDeep = "the expression nests too deeply for the stack of this process";
}
