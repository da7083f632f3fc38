using PromRuleLint.PromQL.Syntax;
using PromRuleLint.PromQL.Tokenizing;
using PromRuleLint.Text;
using Superpower;
using Superpower.Model;
using static PromRuleLint.PromQL.Grammar.Leaves;

namespace PromRuleLint.PromQL.Grammar;

/// <summary>Numbers, durations that stand for numbers, and strings.</summary>
internal static class LiteralGrammar
{
    /// <summary><c>5</c>, <c>5m</c>.</summary>
    public static readonly TokenListParser<PromQLToken, Token<PromQLToken>> NumberToken = Match(IsNumber, Expectations.Number);

    /// <summary><c>0</c>, <c>-1</c>, <c>+Inf</c>, where no expression may stand.</summary>
    public static readonly TokenListParser<PromQLToken, (double Value, TextRange Range)> SignedNumber =
        Parse.Sequence(Match(IsSign, Expectations.Number).OptionalOrDefault(), NumberToken)
            .Select(static parts => (
                parts.Item1.Kind == PromQLToken.Minus ? -SecondsOf(parts.Item2) : SecondsOf(parts.Item2),
                new TextRange((parts.Item1.Kind == PromQLToken.None ? parts.Item2 : parts.Item1).Position.Absolute, parts.Item2.Range().End)));

    public static bool IsNumber(PromQLToken kind) => kind is PromQLToken.Number or PromQLToken.Duration or PromQLToken.BadNumber;

    public static bool IsSign(PromQLToken kind) => kind is PromQLToken.Plus or PromQLToken.Minus;

    public static Expr MakeNumber(Token<PromQLToken> token)
    {
        if (token.Kind == PromQLToken.BadNumber)
        {
            return new MissingExpr(token.Range());
        }

        bool isDuration = token.Kind == PromQLToken.Duration;
        return new NumberLiteral(token.Range(), SecondsOf(token), isDuration) { IsGrouped = !isDuration && token.Text().Contains('_') };
    }

    public static StringLiteral MakeString(Token<PromQLToken> token) => new(token.Range(), Decode(token)) { Written = Written(token) };

    /// <summary>The value of a number, or the seconds of a duration.</summary>
    public static double SecondsOf(Token<PromQLToken> token) => token.Kind switch
    {
        PromQLToken.Duration => PrometheusDuration.TryParse(token.Text(), out long milliseconds, out _) ? milliseconds / 1000.0 : double.NaN,
        PromQLToken.Number => NumberScanner.TryParse(token.Text(), out double value) ? value : double.NaN,
        _ => double.NaN,
    };

    public static string Decode(Token<PromQLToken> token) => StringDecoder.Decode(token.Text());

    /// <summary>A string as it is written, where its value cannot tell: an escape may give bytes that are no UTF-8.</summary>
    public static string? Written(Token<PromQLToken> token)
    {
        ReadOnlySpan<char> text = token.Text();
        return text[0] != '`' && text.Contains('\\') && StringDecoder.HasByteEscape(text) && StringDecoder.Decode(text).Contains('\uFFFD') ? text.ToString() : null;
    }
}
