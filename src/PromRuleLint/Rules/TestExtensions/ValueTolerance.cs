namespace PromRuleLint.Rules.TestExtensions;

/// <summary>By how much a value may differ from the expected one.</summary>
/// <param name="Amount">How much: of the value's own unit, or a fraction of the expected value.</param>
/// <param name="IsRelative">Whether it is a fraction.</param>
internal sealed record ValueTolerance(double Amount, bool IsRelative)
{
    /// <summary>Whether a value is near enough. Not-a-number is near to itself, infinity to the same infinity.</summary>
    public bool Allows(double expected, double actual) =>
        expected.Equals(actual) || expected == actual || Math.Abs(expected - actual) <= (IsRelative ? Amount * Math.Abs(expected) : Amount);
}
