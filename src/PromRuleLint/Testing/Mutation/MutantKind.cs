namespace PromRuleLint.Testing.Mutation;

/// <summary>What a mutant changes of a rule.</summary>
public enum MutantKind
{
    /// <summary>A number that a comparison is made with is greater or less.</summary>
    Threshold,

    /// <summary>A comparison includes or excludes its threshold, or says the opposite.</summary>
    Comparison,

    /// <summary>A comparison without its <c>bool</c>.</summary>
    Bool,

    /// <summary>An arithmetic operator in place of its opposite.</summary>
    Arithmetic,

    /// <summary><c>and</c> in place of <c>unless</c>, or the other way round.</summary>
    SetOperator,

    /// <summary>One side of <c>or</c>, or the right side of <c>and</c> or <c>unless</c>, is gone.</summary>
    Branch,

    /// <summary><c>for</c> is gone or twice as long.</summary>
    For,

    /// <summary><c>keep_firing_for</c> is gone or twice as long.</summary>
    KeepFiringFor,

    /// <summary>A label matcher is gone or says the opposite.</summary>
    Matcher,

    /// <summary>Another aggregation.</summary>
    Aggregation,

    /// <summary>A label of <c>by</c> or <c>without</c> is gone.</summary>
    Grouping,

    /// <summary>A related function, or none in place of <c>abs</c>, <c>clamp_min</c> and <c>clamp_max</c>.</summary>
    Function,

    /// <summary>A range of half or twice the length.</summary>
    Window,

    /// <summary>An <c>offset</c> is gone.</summary>
    Offset,

    /// <summary>Another number that is not compared with.</summary>
    Constant,
}
