namespace PromRuleLint.Templates;

/// <summary>A token. <paramref name="Split"/> is where the imaginary part of a complex number begins.</summary>
internal readonly record struct Token(TokenKind Kind, int Start, int End, int Split = 0, string? Message = null, string? Replacement = null);
