using PromRuleLint.PromQL.Syntax;
using PromRuleLint.PromQL.Tokenizing;
using PromRuleLint.Text;
using Superpower.Model;
using static PromRuleLint.PromQL.Grammar.Leaves;
using Tokens = Superpower.Model.TokenList<PromRuleLint.PromQL.Tokenizing.PromQLToken>;

namespace PromRuleLint.PromQL.Grammar;

/// <summary>Binary operators by precedence climbing. By hand: a ladder of <c>Parse.Chain</c> takes nine times as long.</summary>
internal static class BinaryGrammar
{
    /// <summary>Operands and operators that bind at least as tightly as <paramref name="minimum"/>.</summary>
    public static TokenListParserResult<PromQLToken, Expr> Climb(Tokens input, int minimum)
    {
        TokenListParserResult<PromQLToken, Expr> operand = ExpressionGrammar.Unary(input);
        if (!operand.HasValue)
        {
            return operand;
        }

        Expr left = operand.Value;
        Tokens rest = operand.Remainder;
        while (true)
        {
            Token<PromQLToken> sign = rest.Peek();
            int precedence = Precedence.For(sign.Kind);
            if (precedence < minimum)
            {
                return Success(left, input, rest);
            }

            Tokens next = rest.Skip();
            BinaryModifiers modifiers = default;
            if (MatchingGrammar.IsModifier(next.Kind()))
            {
                TokenListParserResult<PromQLToken, BinaryModifiers> parsed = MatchingGrammar.Modifiers(next);
                if (!parsed.HasValue)
                {
                    return Fail<BinaryModifiers, Expr>(parsed);
                }

                (modifiers, next) = (parsed.Value, parsed.Remainder);
            }

            TokenListParserResult<PromQLToken, Expr> right = precedence == Precedence.Power ? PowerOperand(next) : Climb(next, precedence + 1);
            if (!right.HasValue)
            {
                return right;
            }

            left = Make(left, sign, modifiers, right.Value);
            rest = right.Remainder;
        }
    }

    /// <summary>
    /// What stands right of <c>^</c>, with all the further <c>^</c>: <c>a ^ b ^ c</c> is <c>a ^ (b ^ c)</c>. A loop and not a
    /// recursion, so that a long chain needs no deep stack.
    /// </summary>
    private static TokenListParserResult<PromQLToken, Expr> PowerOperand(Tokens input)
    {
        TokenListParserResult<PromQLToken, Expr> operand = ExpressionGrammar.Unary(input);
        List<(Expr Left, Token<PromQLToken> Sign, BinaryModifiers Modifiers)>? chain = null;
        while (operand.HasValue && operand.Remainder.Kind() == PromQLToken.Caret)
        {
            TokenListParserResult<PromQLToken, BinaryModifiers> modifiers = MatchingGrammar.Modifiers(operand.Remainder.Skip());
            if (!modifiers.HasValue)
            {
                return Fail<BinaryModifiers, Expr>(modifiers);
            }

            (chain ??= []).Add((operand.Value, operand.Remainder.Peek(), modifiers.Value));
            operand = ExpressionGrammar.Unary(modifiers.Remainder);
        }

        if (chain is null || !operand.HasValue)
        {
            return operand;
        }

        Expr right = operand.Value;
        for (int i = chain.Count - 1; i >= 0; i--)
        {
            right = Make(chain[i].Left, chain[i].Sign, chain[i].Modifiers, right);
        }

        return Success(right, input, operand.Remainder);
    }

    private static BinaryExpr Make(Expr left, Token<PromQLToken> sign, BinaryModifiers modifiers, Expr right)
    {
        var range = new TextRange(left.Range.Start, right.Range.End);
        BinaryOperator op = OperatorOf(sign.Kind);
        bool isSet = op is BinaryOperator.And or BinaryOperator.Or or BinaryOperator.Unless;
        VectorMatching? written = modifiers.Matching;
        if (isSet && written is { Cardinality: MatchCardinality.OneToOne })
        {
            written.Cardinality = MatchCardinality.ManyToMany;
        }

        return new BinaryExpr(range, op, sign.Range(), left, right)
        {
            ReturnsBool = !modifiers.BoolRange.IsEmpty,
            BoolRange = modifiers.BoolRange,
            WrittenMatching = written,
        };
    }

    private static BinaryOperator OperatorOf(PromQLToken kind) => kind switch
    {
        PromQLToken.Plus => BinaryOperator.Add,
        PromQLToken.Minus => BinaryOperator.Subtract,
        PromQLToken.Star => BinaryOperator.Multiply,
        PromQLToken.Slash => BinaryOperator.Divide,
        PromQLToken.Percent => BinaryOperator.Modulo,
        PromQLToken.Caret => BinaryOperator.Power,
        PromQLToken.Atan2 => BinaryOperator.Atan2,
        PromQLToken.EqualEqual => BinaryOperator.Equal,
        PromQLToken.NotEqual => BinaryOperator.NotEqual,
        PromQLToken.Greater => BinaryOperator.Greater,
        PromQLToken.Less => BinaryOperator.Less,
        PromQLToken.GreaterOrEqual => BinaryOperator.GreaterOrEqual,
        PromQLToken.LessOrEqual => BinaryOperator.LessOrEqual,
        PromQLToken.And => BinaryOperator.And,
        PromQLToken.Or => BinaryOperator.Or,
        PromQLToken.Unless => BinaryOperator.Unless,
        PromQLToken.TrimUpper => BinaryOperator.TrimUpper,
        _ => BinaryOperator.TrimLower,
    };
}
