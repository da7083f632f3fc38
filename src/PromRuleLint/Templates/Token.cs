namespace PromRuleLint.Templates;

/// <summary>
/// A token. <paramref name="Extra"/> is where the imaginary part of a complex number begins, and of
/// <see cref="TokenKind.Error"/> which of the faults it is.
/// </summary>
internal readonly record struct Token(TokenKind Kind, int Start, int End, int Extra = 0);
