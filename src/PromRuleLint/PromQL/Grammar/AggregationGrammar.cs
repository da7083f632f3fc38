using PromRuleLint.PromQL.Syntax;
using PromRuleLint.PromQL.Tokenizing;
using PromRuleLint.Text;
using Superpower.Model;
using static PromRuleLint.PromQL.Grammar.Leaves;
using Tokens = Superpower.Model.TokenList<PromRuleLint.PromQL.Tokenizing.PromQLToken>;

namespace PromRuleLint.PromQL.Grammar;

/// <summary>Aggregations, with <c>by</c> or <c>without</c> before or after what is aggregated.</summary>
internal static class AggregationGrammar
{
    /// <summary><c>sum(…)</c>, <c>sum by (a) (…)</c>, <c>sum(…) by (a)</c>.</summary>
    public static TokenListParserResult<PromQLToken, Expr> Aggregation(Tokens input)
    {
        TokenListParserResult<PromQLToken, LabelClause> grouping = LabelGrammar.Grouping(input.Skip());
        if (!grouping.HasValue)
        {
            return Fail<LabelClause, Expr>(grouping);
        }

        Tokens open = grouping.Remainder;
        TokenListParserResult<PromQLToken, ArgumentList> arguments =
            open.Kind() == PromQLToken.LeftParen ? CallGrammar.Arguments(open) : Expected<ArgumentList>(open, Expectations.Arguments);
        if (!arguments.HasValue)
        {
            return Fail<ArgumentList, Expr>(arguments);
        }

        Tokens rest = arguments.Remainder;
        int end = arguments.Value.End;
        if (grouping.Value.IsAbsent)
        {
            grouping = LabelGrammar.Grouping(rest);
            if (!grouping.HasValue)
            {
                return Fail<LabelClause, Expr>(grouping);
            }

            rest = grouping.Remainder;
            end = Math.Max(end, grouping.Value.Range.End);
        }

        Token<PromQLToken> op = input.Peek();
        AggregateExpr aggregate = Make(new TextRange(op.Position.Absolute, end), op, arguments.Value);
        arguments.Value.ReportMissing(aggregate);
        if (!grouping.Value.IsAbsent)
        {
            aggregate.Grouping = grouping.Value.Labels;
            aggregate.Without = grouping.Value.Word == PromQLToken.Without;
            aggregate.GroupingRange = grouping.Value.Range;
        }

        return Success<Expr>(aggregate, input, rest);
    }

    private static AggregateExpr Make(TextRange range, Token<PromQLToken> token, ArgumentList arguments)
    {
        var op = (AggregateOperator)(token.Kind - PromQLToken.Sum);
        TextRange opRange = token.Range();
        int wanted = op >= AggregateOperator.TopK ? 2 : 1;
        if (arguments.Count == wanted)
        {
            return wanted == 1
                ? new AggregateExpr(range, op, opRange, null, arguments[0])
                : new AggregateExpr(range, op, opRange, arguments[0], arguments[1]);
        }

        var between = new TextRange(arguments.Start, arguments.End);
        var aggregate = new AggregateExpr(range, op, opRange, null, new MissingExpr(between, arguments.ToImmutable()));
        if (!arguments.HasHole)
        {
            string name = token.Text().ToString();
            string expected = wanted == 1 ? $"one argument, the vector: {name}(…)" : $"two arguments, the parameter and the vector: {name}({ParameterExample(op)}, …)";
            aggregate.AddFault(new PromQLError(
                PromQLErrorKind.WrongArgumentCount,
                range,
                $"wrong number of arguments for the aggregation '{name}': expected {expected}, found {(arguments.Count == 0 ? "none" : arguments.Count)}"));
        }

        return aggregate;
    }

    private static string ParameterExample(AggregateOperator op) => op switch
    {
        AggregateOperator.CountValues => "\"label\"",
        AggregateOperator.Quantile or AggregateOperator.LimitRatio => "0.9",
        _ => "5",
    };
}
