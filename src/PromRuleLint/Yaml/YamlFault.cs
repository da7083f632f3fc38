namespace PromRuleLint.Yaml;

/// <summary>Where and why reading stopped.</summary>
/// <param name="Offset">The offset that the fault is at.</param>
/// <param name="Error">What to tell; null where the fault only follows from text that was left out.</param>
/// <param name="Opened">Where a quote or bracket opens that may be the one that is not closed; null where none does.</param>
internal readonly record struct YamlFault(int Offset, YamlError? Error, int? Opened);
