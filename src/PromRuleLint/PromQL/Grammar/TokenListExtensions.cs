using System.Runtime.CompilerServices;
using PromRuleLint.PromQL.Tokenizing;
using PromRuleLint.Text;
using Superpower.Model;
using Tokens = Superpower.Model.TokenList<PromRuleLint.PromQL.Tokenizing.PromQLToken>;

namespace PromRuleLint.PromQL.Grammar;

/// <summary>One token of look-ahead, which is all that the grammar needs, and where tokens stand.</summary>
internal static class TokenListExtensions
{
    /// <summary>The first token of a list, which always ends with <see cref="PromQLToken.End"/>.</summary>
    public static ref readonly Token<PromQLToken> Peek(this Tokens input)
    {
        WorkCounter.Step();

        // ConsumeToken makes a result of 104 bytes for each look, which is a sixth of the time of parsing. A test pins the field.
        return ref Members<PromQLToken>.Tokens(ref input)[input.Position];
    }

    /// <summary>The kind of the first token.</summary>
    public static PromQLToken Kind(this Tokens input) => input.Peek().Kind;

    /// <summary>The list without its first token.</summary>
    public static Tokens Skip(this Tokens input) => Members<PromQLToken>.Create(Members<PromQLToken>.Tokens(ref input), input.Position + 1);

    /// <summary>From the first token of <paramref name="from"/> to the last one before <paramref name="rest"/>.</summary>
    public static TextRange RangeUpTo(this Tokens from, Tokens rest)
    {
        TextRange range = from.Peek().Range();
        while (from.Position < rest.Position)
        {
            range = TextRange.Union(range, from.Peek().Range());
            from = from.Skip();
        }

        return range;
    }

    /// <summary>Where a token stands.</summary>
    public static TextRange Range(this in Token<PromQLToken> token)
    {
        int start = token.Position.Absolute;
        return new TextRange(start, start + token.Span.Length);
    }

    /// <summary>The text of a token.</summary>
    public static ReadOnlySpan<char> Text(this in Token<PromQLToken> token) =>
        token.Span.Source.AsSpan(token.Position.Absolute, token.Span.Length);

    private static class Members<TKind>
    {
        [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_tokens")]
        public static extern ref Token<TKind>[] Tokens(ref TokenList<TKind> list);

        [UnsafeAccessor(UnsafeAccessorKind.Constructor)]
        public static extern TokenList<TKind> Create(Token<TKind>[] tokens, int position);
    }
}
