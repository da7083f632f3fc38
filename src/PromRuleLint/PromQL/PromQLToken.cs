namespace PromRuleLint.PromQL;

/// <summary>
/// The kinds of PromQL tokens. Order matters: the groups (words that may be a metric name, aggregations, binary operators)
/// are ranges, so that asking for a group is one comparison.
/// </summary>
internal enum PromQLToken
{
    /// <summary>None, the value of an uninitialised token.</summary>
    None,

    /// <summary>The end of the text; always the last token.</summary>
    End,

    /// <summary>Characters that are no token; the tokenizer has recorded why.</summary>
    Invalid,

    /// <summary>Stands for a stretch that could not be read, while the rest is read.</summary>
    Hole,

    Number,

    /// <summary>Written like a number but none; the tokenizer has recorded why.</summary>
    BadNumber,

    Duration,
    String,
    LeftParen,
    RightParen,
    LeftBrace,
    RightBrace,
    LeftBracket,
    RightBracket,
    Comma,
    Colon,
    At,

    /// <summary><c>=</c></summary>
    MatchEqual,

    /// <summary><c>=~</c></summary>
    MatchRegexp,

    /// <summary><c>!~</c></summary>
    MatchNotRegexp,

    // Binary operators written with signs. '!=' is a matcher too.
    Plus,
    Minus,
    Star,
    Slash,
    Percent,
    Caret,
    EqualEqual,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
    TrimUpper,
    TrimLower,

    // Words. First a binary operator that is no metric name, then those that are, then the others.
    Atan2,
    And,
    Or,
    Unless,

    /// <summary>A name without a colon.</summary>
    Identifier,

    /// <summary>A name with a colon: a metric, never a function.</summary>
    MetricIdentifier,

    Sum,
    Avg,
    Count,
    Min,
    Max,
    Group,
    Stddev,
    Stdvar,
    TopK,
    BottomK,
    CountValues,
    Quantile,
    LimitK,
    LimitRatio,

    // Words that are functions when a parenthesis follows.
    Start,
    EndFunction,
    Step,
    Range,
    MinOf,
    MaxOf,

    Offset,
    Anchored,
    Smoothed,
    By,
    Without,

    // Words that are no metric names.
    Bool,
    On,
    Ignoring,
    GroupLeft,
    GroupRight,
    Fill,
    FillLeft,
    FillRight,
}

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
