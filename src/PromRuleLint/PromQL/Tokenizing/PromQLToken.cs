namespace PromRuleLint.PromQL.Tokenizing;

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
