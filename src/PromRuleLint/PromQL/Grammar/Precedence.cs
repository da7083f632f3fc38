using PromRuleLint.PromQL.Tokenizing;

namespace PromRuleLint.PromQL.Grammar;

/// <summary>How tightly binary operators bind, as the reference's grammar declares it.</summary>
internal static class Precedence
{
    /// <summary>That of <c>^</c>, the only operator that groups from the right; a sign binds less tightly.</summary>
    public const int Power = 6;

    /// <summary>The precedence of an operator, from 1; 0 for other tokens.</summary>
    public static int For(PromQLToken kind) => kind switch
    {
        PromQLToken.Or => 1,
        PromQLToken.And or PromQLToken.Unless => 2,
        >= PromQLToken.EqualEqual and <= PromQLToken.TrimLower => 3,
        PromQLToken.Plus or PromQLToken.Minus => 4,
        PromQLToken.Star or PromQLToken.Slash or PromQLToken.Percent or PromQLToken.Atan2 => 5,
        PromQLToken.Caret => Power,
        _ => 0,
    };
}
