namespace PromRuleLint.Testing;

/// <summary>One thing that differs.</summary>
/// <param name="Name">What: <c>label severity</c>, <c>annotation summary</c>, <c>value</c>.</param>
/// <param name="Expected">What was expected; null where it was not to be there.</param>
/// <param name="Actual">What came; null where it is not there.</param>
public sealed record FieldDifference(string Name, string? Expected, string? Actual);
