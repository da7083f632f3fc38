namespace PromRuleLint.Regex;

/// <summary>Whether some string is matched by some patterns and not by others, and what it cost to find out.</summary>
/// <param name="IsPossible">Whether there is one; null where it is not known.</param>
/// <param name="Steps">The steps that were taken.</param>
internal readonly record struct Re2Answer(bool? IsPossible, long Steps);
