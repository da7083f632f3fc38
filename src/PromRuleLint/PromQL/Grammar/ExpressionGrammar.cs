using System.Runtime.CompilerServices;
using PromRuleLint.PromQL.Syntax;
using PromRuleLint.PromQL.Tokenizing;
using PromRuleLint.Text;
using Superpower.Model;
using static PromRuleLint.PromQL.Grammar.Leaves;
using Tokens = Superpower.Model.TokenList<PromRuleLint.PromQL.Tokenizing.PromQLToken>;

namespace PromRuleLint.PromQL.Grammar;

/// <summary>
/// The grammar of PromQL, as Prometheus' <c>promql/parser/generated_parser.y</c> has it, top-down from here: one file a subject. It
/// asks one token ahead and never goes back. Types and meanings are the type checker's; what has the right form but fits no node
/// is left as a <see cref="MissingExpr"/> with its fault. Leaves, lists and modifiers are combinators of Superpower; what each
/// expression goes through (operands, the climb of operators, arguments, matchers) is by hand, because it is most of the time.
/// </summary>
internal static class ExpressionGrammar
{
    /// <summary>A whole expression, up to the end of the text.</summary>
    public static TokenListParserResult<PromQLToken, Expr> Root(Tokens input)
    {
        TokenListParserResult<PromQLToken, Expr> result = Expression(input);
        return !result.HasValue || result.Remainder.Kind() == PromQLToken.End
            ? result
            : Expected<Expr>(result.Remainder, Expectations.OperatorOrEnd);
    }

    /// <summary>An expression, up to what is no operator of it.</summary>
    public static TokenListParserResult<PromQLToken, Expr> Expression(Tokens input) => BinaryGrammar.Climb(input, 1);

    /// <summary>An operand of binary operators: signs, what they stand before, and what follows that.</summary>
    public static TokenListParserResult<PromQLToken, Expr> Unary(Tokens input)
    {
        if (LiteralGrammar.IsSign(input.Kind()))
        {
            return Signed(input);
        }

        TokenListParserResult<PromQLToken, Expr> operand = Primary(input);
        return operand.HasValue && PostfixGrammar.IsPostfix(operand.Remainder.Kind())
            ? PostfixGrammar.After(input, operand.Value, operand.Remainder)
            : operand;
    }

    private static TokenListParserResult<PromQLToken, Expr> Signed(Tokens input)
    {
        // The tokenizer caps nesting; this guards a host whose stack is smaller still.
        if (!RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            return TooDeep<Expr>(input);
        }

        Token<PromQLToken> sign = input.Peek();
        List<Token<PromQLToken>>? more = null;
        Tokens rest = input.Skip();
        while (LiteralGrammar.IsSign(rest.Kind()))
        {
            (more ??= []).Add(rest.Peek());
            rest = rest.Skip();
        }

        // A sign binds as tightly as '*': -a * b is (-a) * b, but -a ^ b is -(a ^ b).
        TokenListParserResult<PromQLToken, Expr> result = BinaryGrammar.Climb(rest, Precedence.Power);
        if (!result.HasValue)
        {
            return result;
        }

        Expr expr = result.Value;
        for (int i = (more?.Count ?? 0) - 1; i >= 0; i--)
        {
            expr = MakeSigned(more![i], expr);
        }

        return Success(MakeSigned(sign, expr), input, result.Remainder);
    }

    private static Expr MakeSigned(Token<PromQLToken> sign, Expr operand)
    {
        bool negative = sign.Kind == PromQLToken.Minus;
        var range = new TextRange(sign.Position.Absolute, operand.Range.End);
        return operand is NumberLiteral number
            ? new NumberLiteral(range, negative ? -number.Value : number.Value, number.IsDuration) { IsGrouped = number.IsGrouped }
            : new UnaryExpr(range, negative, sign.Range(), operand);
    }

    private static TokenListParserResult<PromQLToken, Expr> Primary(Tokens input)
    {
        PromQLToken first = input.Kind();
        switch (first)
        {
            case PromQLToken.Number or PromQLToken.Duration or PromQLToken.BadNumber:
                return Success(LiteralGrammar.MakeNumber(input.Peek()), input, input.Skip());
            case PromQLToken.String:
                return Success<Expr>(LiteralGrammar.MakeString(input.Peek()), input, input.Skip());
            case PromQLToken.LeftParen:
                return Parenthesized(input);
            case PromQLToken.LeftBrace:
                return SelectorGrammar.Unnamed(input);
            case PromQLToken.Hole:
                return Success<Expr>(new MissingExpr(input.Peek().Range()), input, input.Skip());
        }

        if (!first.IsMetricName())
        {
            return Expected<Expr>(input, Expectations.Expression);
        }

        PromQLToken next = input.Skip().Kind();
        if (first.IsAggregation() && next is PromQLToken.LeftParen or PromQLToken.By or PromQLToken.Without)
        {
            return AggregationGrammar.Aggregation(input);
        }

        return next == PromQLToken.LeftParen && first.IsFunctionName() ? CallGrammar.Call(input) : SelectorGrammar.Named(input);
    }

    private static TokenListParserResult<PromQLToken, Expr> Parenthesized(Tokens input)
    {
        if (!RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            return TooDeep<Expr>(input);
        }

        TokenListParserResult<PromQLToken, Expr> inner = Expression(input.Skip());
        if (!inner.HasValue)
        {
            return inner;
        }

        Token<PromQLToken> close = inner.Remainder.Peek();
        return close.Kind == PromQLToken.RightParen
            ? Success<Expr>(new ParenExpr(TextRange.Union(input.Peek().Range(), close.Range()), inner.Value), input, inner.Remainder.Skip())
            : Expected<Expr>(inner.Remainder, Expectations.OperatorOrParen);
    }
}
