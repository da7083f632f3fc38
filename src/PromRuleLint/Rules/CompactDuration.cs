using PromRuleLint.Yaml;

namespace PromRuleLint.Rules;

/// <summary>A duration field without an object of its own: most alerting rules have one.</summary>
/// <param name="Scalar">The value as written.</param>
/// <param name="Value">The duration; null where the text is none.</param>
internal readonly record struct CompactDuration(CompactNode Scalar, TimeSpan? Value)
{
    /// <summary>A duration field; null for none.</summary>
    public static CompactDuration Of(RuleDuration? duration) => duration is null ? default : new CompactDuration(duration.CompactScalar, duration.Value);

    /// <summary>The duration field as an object; null where there is none.</summary>
    public RuleDuration? ToDuration() => Scalar.IsMissing ? null : RuleDuration.Of(Scalar, Value);
}
