namespace PromRuleLint.Rules;

/// <summary>A rule that records the result of its expression under a new name.</summary>
public sealed class RecordingRule : Rule;
