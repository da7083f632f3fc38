namespace PromRuleLint.Templates;

/// <summary>What is wrong with a token, and what may stand in its place.</summary>
internal readonly record struct TokenFault(string Message, string? Replacement);
