namespace PromRuleLint.PromQL.Tokenizing;

/// <summary>Operators of other languages that are written where PromQL has its own.</summary>
internal static class ForeignOperators
{
    // Longer ones first, where one begins with another.
    private static readonly (string Written, PromQLToken Kind, string Meant)[] InExpressions =
    [
        ("===", PromQLToken.EqualEqual, "=="),
        ("!==", PromQLToken.NotEqual, "!="),
        ("&&", PromQLToken.And, "and"),
        ("||", PromQLToken.Or, "or"),
        ("<>", PromQLToken.NotEqual, "!="),
        ("=>", PromQLToken.GreaterOrEqual, ">="),
        ("=<", PromQLToken.LessOrEqual, "<="),
    ];

    private static readonly (string Written, PromQLToken Kind, string Meant)[] InBraces =
    [
        ("!=~", PromQLToken.MatchNotRegexp, "!~"),
        ("~=", PromQLToken.MatchRegexp, "=~"),
        ("~!", PromQLToken.MatchNotRegexp, "!~"),
        ("=!", PromQLToken.NotEqual, "!="),
        ("&&", PromQLToken.Comma, ","),
        (":", PromQLToken.MatchEqual, "="),
    ];

    private static readonly string[] LogStages =
    [
        "json", "logfmt", "pattern", "regexp", "unpack", "line_format", "label_format", "unwrap", "decolorize", "drop", "keep", "distinct",
    ];

    /// <summary>The operator of another language that a text begins with; false where it begins with none.</summary>
    public static bool TryFind(ReadOnlySpan<char> text, bool inBraces, out (string Written, PromQLToken Kind, string Meant) found)
    {
        foreach ((string Written, PromQLToken Kind, string Meant) candidate in inBraces ? InBraces : InExpressions)
        {
            if (text.StartsWith(candidate.Written))
            {
                found = candidate;
                return true;
            }
        }

        found = default;
        return false;
    }

    /// <summary>Whether a text that begins with <c>|</c> is a filter or a stage of LogQL.</summary>
    public static bool IsLogQL(ReadOnlySpan<char> text)
    {
        if (text is ['|', '=' or '~' or '>', ..])
        {
            return true;
        }

        ReadOnlySpan<char> stage = text[1..].TrimStart();
        int end = stage.IndexOfAnyExceptInRange('a', 'z');
        int length = end < 0 ? stage.Length : end < stage.Length && stage[end] == '_' ? end + 1 + Math.Max(0, stage[(end + 1)..].IndexOfAnyExceptInRange('a', 'z')) : end;
        foreach (string known in LogStages)
        {
            if (stage[..length].SequenceEqual(known))
            {
                return true;
            }
        }

        return false;
    }
}
