namespace PromRuleLint.PromQL;

/// <summary>Reads PromQL: tokens, tree and types.</summary>
public static class PromQLParser
{
    /// <summary>Reads one expression. Never throws on any text.</summary>
    public static ParseResult Parse(string text, PromQLOptions? options = null) => throw new NotImplementedException();
}
