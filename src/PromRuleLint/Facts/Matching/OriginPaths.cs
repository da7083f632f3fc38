namespace PromRuleLint.Facts;

/// <summary>
/// What a value passes on its way from the series that it comes from. Parentheses, filters, the branches of set operators,
/// and functions and aggregations that pass samples on as they are, are always looked through.
/// </summary>
[Flags]
internal enum OriginPaths
{
    /// <summary>Nothing more.</summary>
    None = 0,

    /// <summary>The least or greatest of several samples: <c>min</c>, <c>max</c>, <c>max_over_time</c>.</summary>
    Picks = 1 << 0,

    /// <summary><c>sum</c> and <c>avg</c>, also over time.</summary>
    Sums = 1 << 1,

    /// <summary>A sign, and arithmetic with a scalar.</summary>
    Scaling = 1 << 2,

    /// <summary>Arithmetic between two vectors: both sides.</summary>
    Arithmetic = 1 << 3,

    /// <summary>Functions that compute a new value for each series.</summary>
    Functions = 1 << 4,

    /// <summary>The rules that record a metric; of a recorded metric that may also come from elsewhere, the selector is an origin too.</summary>
    Records = 1 << 5,

    /// <summary>Ranges and subqueries, also without a function around them.</summary>
    Ranges = 1 << 6,
}
