using System.Runtime.CompilerServices;
using PromRuleLint.PromQL.Syntax;
using PromRuleLint.PromQL.Tokenizing;
using PromRuleLint.Text;
using Superpower;
using Superpower.Model;
using static PromRuleLint.PromQL.Grammar.Leaves;
using Tokens = Superpower.Model.TokenList<PromRuleLint.PromQL.Tokenizing.PromQLToken>;

namespace PromRuleLint.PromQL.Grammar;

/// <summary>Durations of ranges, steps and offsets: literals, and expressions of them that are computed when the query runs.</summary>
internal static class DurationGrammar
{
    private static readonly TokenListParser<PromQLToken, Expr> Number = LiteralGrammar.NumberToken.Select(LiteralGrammar.MakeNumber);

    private static readonly TokenListParser<PromQLToken, Expr> Hole =
        Match(PromQLToken.Hole, Expectations.Duration).Select(static token => (Expr)new MissingExpr(token.Range()));

    /// <summary><c>step()</c>, <c>range()</c>.</summary>
    private static readonly TokenListParser<PromQLToken, Expr> QueryProperty =
        Parse.Sequence(Match(static kind => kind is PromQLToken.Step or PromQLToken.Range, Expectations.Duration), NoArguments)
            .Select(static parts => (Expr)MakeCall(parts.Item1, null, null, parts.Item2));

    /// <summary><c>min_of(a, b)</c>, <c>max_of(a, b)</c>.</summary>
    private static readonly TokenListParser<PromQLToken, Expr> Extremum =
        Parse.Sequence(
                Match(static kind => kind is PromQLToken.MinOf or PromQLToken.MaxOf, Expectations.Duration),
                LeftParen.IgnoreThen(Expression),
                Comma.IgnoreThen(Expression),
                RightParen)
            .Select(static parts => (Expr)MakeCall(parts.Item1, parts.Item2, parts.Item3, parts.Item4));

    private static readonly TokenListParser<PromQLToken, Expr> Parenthesized =
        Parse.Sequence(LeftParen, Expression, Match(PromQLToken.RightParen, Expectations.OperatorOrParen))
            .Select(static parts => Durations.Wrapped(parts.Item2, TextRange.Union(parts.Item1.Range(), parts.Item3.Range())));

    private static readonly TokenListParser<PromQLToken, Expr> Operand =
        Number.Or(Hole).Or(QueryProperty).Or(Extremum).Or(Parenthesized).Expecting(Expectations.Duration);

    /// <summary>A duration between brackets; <paramref name="expected"/> is what may stand there.</summary>
    public static TokenListParserResult<PromQLToken, DurationSyntax> InBrackets(Tokens input, string[] expected)
    {
        // By hand: one literal is nearly all there ever is, and it needs no node.
        Token<PromQLToken> token = input.Peek();
        if (LiteralGrammar.IsNumber(token.Kind) && input.Skip().Kind() is PromQLToken.RightBracket or PromQLToken.Colon)
        {
            return Success(Literal(token, token.Range(), isNegative: false), input, input.Skip());
        }

        TokenListParserResult<PromQLToken, Expr> expr = Expression(input);
        return expr.HasValue
            ? Success(Durations.FromExpression(input.RangeUpTo(expr.Remainder), expr.Value), input, expr.Remainder)
            : expr.Remainder == input && !ReferenceEquals(expected, Expectations.Duration)
                ? Expected<DurationSyntax>(input, expected)
                : Fail<Expr, DurationSyntax>(expr);
    }

    /// <summary>
    /// What follows <c>offset</c>. A literal or call, signed or not, and a signed parenthesis end there: <c>x offset 1m + y</c> adds
    /// <c>y</c>. After an unsigned parenthesis or two signs the duration goes on as far as it can.
    /// </summary>
    public static TokenListParserResult<PromQLToken, DurationSyntax> AfterOffset(Tokens input)
    {
        Token<PromQLToken> sign = input.Peek();
        bool isSigned = LiteralGrammar.IsSign(sign.Kind);
        bool isNegative = sign.Kind == PromQLToken.Minus;
        Tokens rest = isSigned ? input.Skip() : input;
        Token<PromQLToken> token = rest.Peek();
        if (LiteralGrammar.IsNumber(token.Kind))
        {
            var range = new TextRange(sign.Position.Absolute, token.Range().End);
            return Success(Literal(token, range, isNegative), input, rest.Skip());
        }

        bool stops = token.Kind is PromQLToken.Step or PromQLToken.Range or PromQLToken.MinOf or PromQLToken.MaxOf
            || (isSigned && token.Kind == PromQLToken.LeftParen);
        TokenListParserResult<PromQLToken, Expr> expr = stops ? Operand(rest) : Expression(input);
        if (!expr.HasValue)
        {
            return Fail<Expr, DurationSyntax>(expr);
        }

        TextRange all = input.RangeUpTo(expr.Remainder);
        Expr value = expr.Value;
        if (stops && isSigned && (isNegative || token.Kind != PromQLToken.LeftParen))
        {
            value = new DurationExpr(all, isNegative ? DurationOperator.Subtract : DurationOperator.Add, null, value, isWrapped: false);
        }

        return Success(Durations.FromExpression(all, value), input, expr.Remainder);
    }

    private static TokenListParserResult<PromQLToken, Expr> Expression(Tokens input) => Climb(input, 1);

    /// <summary>Operands and operators that bind at least as tightly as <paramref name="minimum"/>, by precedence climbing.</summary>
    private static TokenListParserResult<PromQLToken, Expr> Climb(Tokens input, int minimum)
    {
        if (!RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            return TooDeep<Expr>(input);
        }

        Token<PromQLToken> sign = input.Peek();
        bool isSigned = LiteralGrammar.IsSign(sign.Kind);
        TokenListParserResult<PromQLToken, Expr> operand = isSigned ? Climb(input.Skip(), Precedence.Power) : Operand(input);
        if (!operand.HasValue)
        {
            return operand;
        }

        Expr left = isSigned ? Durations.Signed(sign.Kind == PromQLToken.Minus, sign.Position.Absolute, operand.Value) : operand.Value;
        Tokens rest = operand.Remainder;
        while (true)
        {
            PromQLToken op = rest.Kind();
            int precedence = op is >= PromQLToken.Plus and <= PromQLToken.Caret ? Precedence.For(op) : 0;
            if (precedence < minimum)
            {
                return Success(left, input, rest);
            }

            TokenListParserResult<PromQLToken, Expr> right = Climb(rest.Skip(), precedence == Precedence.Power ? precedence : precedence + 1);
            if (!right.HasValue)
            {
                return right;
            }

            var range = new TextRange(left.Range.Start, right.Value.Range.End);
            left = new DurationExpr(range, (DurationOperator)(op - PromQLToken.Plus), left, right.Value, isWrapped: false);
            rest = right.Remainder;
        }
    }

    private static DurationSyntax Literal(Token<PromQLToken> token, TextRange range, bool isNegative)
    {
        if (token.Kind == PromQLToken.BadNumber)
        {
            return new DurationSyntax(range, null, new MissingExpr(range));
        }

        double seconds = LiteralGrammar.SecondsOf(token);
        return Durations.FromLiteral(range, isNegative ? -seconds : seconds);
    }

    private static DurationExpr MakeCall(Token<PromQLToken> name, Expr? left, Expr? right, Token<PromQLToken> close)
    {
        DurationOperator op = name.Kind switch
        {
            PromQLToken.Step => DurationOperator.Step,
            PromQLToken.Range => DurationOperator.Range,
            PromQLToken.MinOf => DurationOperator.Min,
            _ => DurationOperator.Max,
        };
        return new DurationExpr(TextRange.Union(name.Range(), close.Range()), op, left, right, isWrapped: false);
    }
}
