using PromRuleLint.PromQL.Syntax;

namespace PromRuleLint.PromQL.Printing;

/// <summary>
/// The parentheses of an expression. Ranges of nodes follow Prometheus, where an aggregation may end one bracket late; this map
/// has the true ends.
/// </summary>
internal sealed class BracketMap
{
    private readonly List<int> _opens = [];
    private readonly Dictionary<int, int> _closes = [];

    public BracketMap(ParseResult parse)
    {
        string text = parse.Text;
        var open = new Stack<int>();
        int comment = 0;
        for (int i = 0; i < text.Length; i++)
        {
            switch (text[i])
            {
                case '(':
                    _opens.Add(i);
                    open.Push(i);
                    break;
                case ')' when open.TryPop(out int start):
                    _closes[start] = i;
                    break;
                case '"' or '\'' or '`':
                    i = EndOfString(text, i);
                    break;
                case '#' when comment < parse.Comments.Length:
                    i = parse.Comments[comment++].Range.End - 1;
                    break;
            }
        }
    }

    /// <summary>The parentheses around the arguments of a call or aggregation, or those of a pair of parentheses.</summary>
    public (int Open, int Close) ArgumentsOf(Expr expr)
    {
        int from = expr switch
        {
            Call call => call.NameRange.End,
            AggregateExpr aggregate => HeadEnd(aggregate),
            _ => expr.Range.Start,
        };
        int index = _opens.BinarySearch(from);
        int open = index >= 0 ? from : ~index < _opens.Count ? _opens[~index] : expr.Range.Start;
        return (open, _closes.GetValueOrDefault(open, expr.Range.End));
    }

    /// <summary>The offset after the last character of a node.</summary>
    public int EndOf(Expr expr)
    {
        while (true)
        {
            switch (expr)
            {
                case BinaryExpr binary:
                    expr = binary.Right;
                    break;
                case UnaryExpr unary:
                    expr = unary.Operand;
                    break;
                case Call:
                    return ArgumentsOf(expr).Close + 1;
                case AggregateExpr aggregate:
                    return Math.Max(ArgumentsOf(expr).Close + 1, aggregate.GroupingRange.End);
                default:
                    return expr.Range.End;
            }
        }
    }

    private static int HeadEnd(AggregateExpr aggregate)
    {
        Syntax.Expr first = aggregate.GetChild(0);
        bool groupingIsFirst = !aggregate.GroupingRange.IsEmpty && aggregate.GroupingRange.End <= first.Range.Start;
        return groupingIsFirst ? aggregate.GroupingRange.End : aggregate.OperatorRange.End;
    }

    private static int EndOfString(string text, int start)
    {
        char quote = text[start];
        int i = start + 1;
        while (i < text.Length && text[i] != quote)
        {
            i += text[i] == '\\' && quote != '`' ? 2 : 1;
        }

        return i;
    }
}
