using PromRuleLint.PromQL.Syntax;
using PromRuleLint.PromQL.Tokenizing;
using PromRuleLint.Text;
using Superpower;
using Superpower.Model;
using static PromRuleLint.PromQL.Grammar.Leaves;
using Tokens = Superpower.Model.TokenList<PromRuleLint.PromQL.Tokenizing.PromQLToken>;

namespace PromRuleLint.PromQL.Grammar;

/// <summary>What may follow a selector or subquery: ranges, subqueries, <c>offset</c>, <c>@</c>, <c>anchored</c> and <c>smoothed</c>.</summary>
internal static class PostfixGrammar
{
    /// <summary><c>start()</c>, <c>end()</c>; gives where it ends.</summary>
    private static readonly TokenListParser<PromQLToken, (AtModifierKind Kind, double Seconds, int End)> Edge =
        Parse.Sequence(Match(static kind => kind is PromQLToken.Start or PromQLToken.EndFunction, Expectations.Timestamp), NoArguments)
            .Select(static parts => (parts.Item1.Kind == PromQLToken.Start ? AtModifierKind.Start : AtModifierKind.End, 0.0, parts.Item2.Range().End));

    private static readonly TokenListParser<PromQLToken, (AtModifierKind Kind, double Seconds, int End)> UnixTime =
        LiteralGrammar.SignedNumber.Select(static number => (AtModifierKind.Timestamp, number.Value, number.Range.End));

    /// <summary><c>@ 1609746000</c>, <c>@ start()</c>.</summary>
    private static readonly TokenListParser<PromQLToken, AtModifier> At =
        Parse.Sequence(Match(PromQLToken.At, ["'@'"]), Edge.Or(UnixTime).Expecting(Expectations.Timestamp))
            .Select(static parts => new AtModifier(
                new TextRange(parts.Item1.Position.Absolute, parts.Item2.End),
                parts.Item2.Kind,
                parts.Item2.Kind == AtModifierKind.Timestamp ? Durations.TimestampMilliseconds(parts.Item2.Seconds) : 0));

    /// <summary>Whether a token goes on with what stands before it.</summary>
    public static bool IsPostfix(PromQLToken kind) =>
        kind is PromQLToken.LeftBracket or PromQLToken.At or PromQLToken.Offset or PromQLToken.Anchored or PromQLToken.Smoothed;

    /// <summary>All that follow <paramref name="operand"/>, which begins at <paramref name="input"/>. By hand: most selectors have one.</summary>
    public static TokenListParserResult<PromQLToken, Expr> After(Tokens input, Expr operand, Tokens rest)
    {
        Expr expr = operand;
        while (true)
        {
            switch (rest.Kind())
            {
                case PromQLToken.LeftBracket:
                    TokenListParserResult<PromQLToken, Expr> ranged = Bracket(rest, expr);
                    if (!ranged.HasValue)
                    {
                        return ranged;
                    }

                    expr = ranged.Value;
                    rest = ranged.Remainder;
                    break;
                case PromQLToken.Offset:
                    TokenListParserResult<PromQLToken, DurationSyntax> duration = DurationGrammar.AfterOffset(rest.Skip());
                    if (!duration.HasValue)
                    {
                        return Fail<DurationSyntax, Expr>(duration);
                    }

                    SelectorModifiers.SetOffset(expr, new OffsetModifier(new TextRange(rest.Peek().Position.Absolute, duration.Value.Range.End), duration.Value));
                    rest = duration.Remainder;
                    break;
                case PromQLToken.At:
                    TokenListParserResult<PromQLToken, AtModifier> at = At(rest);
                    if (!at.HasValue)
                    {
                        return Fail<AtModifier, Expr>(at);
                    }

                    SelectorModifiers.SetAt(expr, at.Value);
                    rest = at.Remainder;
                    break;
                case PromQLToken.Anchored:
                    SelectorModifiers.SetExtension(expr, SelectorExtension.Anchored, rest.Peek().Range());
                    rest = rest.Skip();
                    break;
                case PromQLToken.Smoothed:
                    SelectorModifiers.SetExtension(expr, SelectorExtension.Smoothed, rest.Peek().Range());
                    rest = rest.Skip();
                    break;
                default:
                    return Success(expr, input, rest);
            }
        }
    }

    /// <summary><c>[range]</c> or <c>[range:step]</c>.</summary>
    private static TokenListParserResult<PromQLToken, Expr> Bracket(Tokens input, Expr operand)
    {
        TokenListParserResult<PromQLToken, DurationSyntax> window = DurationGrammar.InBrackets(input.Skip(), Expectations.Duration);
        if (!window.HasValue)
        {
            return Fail<DurationSyntax, Expr>(window);
        }

        Tokens rest = window.Remainder;
        bool isSubquery = rest.Kind() == PromQLToken.Colon;
        DurationSyntax? step = null;
        if (isSubquery)
        {
            rest = rest.Skip();
            if (rest.Kind() != PromQLToken.RightBracket)
            {
                TokenListParserResult<PromQLToken, DurationSyntax> parsed = DurationGrammar.InBrackets(rest, Expectations.DurationOrBracket);
                if (!parsed.HasValue)
                {
                    return Fail<DurationSyntax, Expr>(parsed);
                }

                step = parsed.Value;
                rest = parsed.Remainder;
            }
        }

        Token<PromQLToken> close = rest.Peek();
        if (close.Kind != PromQLToken.RightBracket)
        {
            return Expected<Expr>(rest, isSubquery ? Expectations.Bracket : Expectations.ColonOrBracket);
        }

        var brackets = TextRange.Union(input.Peek().Range(), close.Range());
        var range = new TextRange(operand.Range.Start, brackets.End);
        Expr result = isSubquery
            ? new SubqueryExpr(range, operand, window.Value, step, brackets)
            : SelectorModifiers.MakeRange(range, operand, window.Value, brackets);
        return Success(result, input, rest.Skip());
    }
}
