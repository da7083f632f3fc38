namespace PromRuleLint.PromQL;

/// <summary>Under which Prometheus an expression is read. The default reads the whole language of the newest known version.</summary>
public sealed record PromQLOptions
{
    /// <summary>Everything on.</summary>
    public static PromQLOptions Default { get; } = new();

    /// <summary>As a server reads that is started without feature flags.</summary>
    public static PromQLOptions WithoutFeatures { get; } = new() { ExperimentalFunctions = false, DurationExpressions = false, ExtendedRangeSelectors = false, FillModifiers = false };

    /// <summary>Whether functions behind <c>promql-experimental-functions</c> are accepted.</summary>
    public bool ExperimentalFunctions { get; init; } = true;

    /// <summary>Whether duration expressions (<c>promql-duration-expr</c>) are accepted.</summary>
    public bool DurationExpressions { get; init; } = true;

    /// <summary>Whether <c>anchored</c> and <c>smoothed</c> (<c>promql-extended-range-selectors</c>) are accepted.</summary>
    public bool ExtendedRangeSelectors { get; init; } = true;

    /// <summary>Whether fill modifiers (<c>promql-binop-fill-modifiers</c>) are accepted.</summary>
    public bool FillModifiers { get; init; } = true;

    /// <summary>Whether metric names are removed at the end of an evaluation only (<c>promql-delayed-name-removal</c>), so that they can be read until then.</summary>
    public bool DelayedNameRemoval { get; init; }

    /// <summary>The oldest Prometheus that has to read the expression, such as 2.55; null for the newest known.</summary>
    public Version? TargetVersion { get; init; }

    /// <summary>The language; what a reader of PromQL cannot read is left alone.</summary>
    public ExpressionLanguage Language { get; init; }

    /// <summary>The steps that automata may take for all patterns of a file; null for an expression by itself.</summary>
    internal Regex.Re2Budget? PatternBudget { get; init; }

    /// <summary>Makes equal names and values one object; null for an expression by itself.</summary>
    internal Text.SharedTexts? Texts { get; init; }
}
