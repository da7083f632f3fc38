using System.Runtime.CompilerServices;
using PromRuleLint.PromQL.Functions;
using PromRuleLint.PromQL.Syntax;
using PromRuleLint.PromQL.Tokenizing;
using PromRuleLint.Text;
using Superpower.Model;
using static PromRuleLint.PromQL.Grammar.Leaves;
using Tokens = Superpower.Model.TokenList<PromRuleLint.PromQL.Tokenizing.PromQLToken>;

namespace PromRuleLint.PromQL.Grammar;

/// <summary>Calls of functions, and the arguments of calls and aggregations.</summary>
internal static class CallGrammar
{
    /// <summary><c>rate(…)</c>; the name is a function's and a parenthesis follows.</summary>
    public static TokenListParserResult<PromQLToken, Expr> Call(Tokens input)
    {
        Token<PromQLToken> name = input.Peek();
        TokenListParserResult<PromQLToken, ArgumentList> arguments = Arguments(input.Skip());
        if (!arguments.HasValue)
        {
            return Fail<ArgumentList, Expr>(arguments);
        }

        Function? function = FunctionTable.Find(name.Text());
        TextRange nameRange = name.Range();
        var range = new TextRange(nameRange.Start, arguments.Value.End);
        string text = function?.Name ?? name.Text().ToString();
        Call call = arguments.Value.Count == 1
            ? new Call(range, text, nameRange, function, arguments.Value[0])
            : new Call(range, text, nameRange, function, arguments.Value.ToImmutable());
        arguments.Value.ReportMissing(call);
        return Success<Expr>(call, input, arguments.Remainder);
    }

    /// <summary>
    /// Arguments from the opening parenthesis to the closing one. A comma with nothing after it is remembered, and the rest is read
    /// on. By hand, as all that an expression goes through on its way down.
    /// </summary>
    public static TokenListParserResult<PromQLToken, ArgumentList> Arguments(Tokens input)
    {
        if (!RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            return TooDeep<ArgumentList>(input);
        }

        var arguments = default(ArgumentList);
        arguments.Start = input.Peek().Position.Absolute;
        Tokens rest = input.Skip();
        while (arguments.Count > 0 || rest.Kind() != PromQLToken.RightParen)
        {
            TokenListParserResult<PromQLToken, Expr> argument = ExpressionGrammar.Expression(rest);
            if (!argument.HasValue)
            {
                return Fail<Expr, ArgumentList>(argument);
            }

            arguments.Add(argument.Value);
            rest = argument.Remainder;
            while (rest.Kind() == PromQLToken.Comma && rest.Skip().Kind() is PromQLToken.RightParen or PromQLToken.Comma)
            {
                arguments.AddMissing(rest.Peek().Range());
                rest = rest.Skip();
            }

            if (rest.Kind() == PromQLToken.RightParen)
            {
                break;
            }

            if (rest.Kind() != PromQLToken.Comma)
            {
                return Expected<ArgumentList>(rest, Expectations.OperatorOrCommaOrParen);
            }

            rest = rest.Skip();
        }

        arguments.End = rest.Peek().Range().End;
        return Success(arguments, input, rest.Skip());
    }
}
