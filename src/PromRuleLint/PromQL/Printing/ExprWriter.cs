using System.Collections.Immutable;
using System.Text;
using PromRuleLint.PromQL.Syntax;
using PromRuleLint.Text;

namespace PromRuleLint.PromQL.Printing;

/// <summary>The one-line form. Works off a stack of its own, so that long chains of operators need no deep call stack.</summary>
internal static class ExprWriter
{
    /// <summary>Appends an expression; <paramref name="spans"/>, if given, learns where each node's text stands in the builder.</summary>
    public static void Write(StringBuilder builder, Expr root, Dictionary<Expr, TextRange>? spans)
    {
        var steps = new Stack<Step>();
        steps.Push(new Step(root));
        while (steps.TryPop(out Step step))
        {
            if (step.Text is not null)
            {
                builder.Append(step.Text);
            }
            else if (step.Start >= 0)
            {
                spans![step.Node!] = new TextRange(step.Start, builder.Length);
            }
            else
            {
                if (spans is not null)
                {
                    steps.Push(new Step(step.Node, Start: builder.Length));
                }

                WriteNode(builder, steps, step.Node!);
            }
        }
    }

    /// <summary>The aggregation up to its parenthesis, with the space before it where there is a grouping.</summary>
    public static void AppendHead(StringBuilder builder, AggregateExpr aggregate)
    {
        builder.Append(Operators.Text(aggregate.Operator));
        if (aggregate.Without || !aggregate.Grouping.IsDefaultOrEmpty)
        {
            builder.Append(aggregate.Without ? " without " : " by ");
            AppendLabels(builder, aggregate.Grouping);
            builder.Append(' ');
        }
    }

    /// <summary>The operator with <c>bool</c> and the modifiers of the match.</summary>
    public static void AppendOperator(StringBuilder builder, BinaryExpr binary)
    {
        builder.Append(Operators.Text(binary.Operator)).Append(binary.ReturnsBool ? " bool" : "");
        if (binary.Matching is not { } matching)
        {
            return;
        }

        bool grouped = matching.Cardinality is MatchCardinality.ManyToOne or MatchCardinality.OneToMany;
        if (!matching.Labels.IsDefaultOrEmpty || matching.IsOn || grouped)
        {
            builder.Append(matching.IsOn ? " on " : " ignoring ");
            AppendLabels(builder, matching.Labels);
        }

        if (grouped)
        {
            builder.Append(matching.Cardinality == MatchCardinality.ManyToOne ? " group_left " : " group_right ");
            AppendLabels(builder, matching.Include);
        }

        if (matching.FillLeft is { } both && both == matching.FillRight)
        {
            builder.Append(" fill (").Append(GoText.Shortest(both)).Append(')');
            return;
        }

        if (matching.FillLeft is { } left)
        {
            builder.Append(" fill_left (").Append(GoText.Shortest(left)).Append(')');
        }

        if (matching.FillRight is { } right)
        {
            builder.Append(" fill_right (").Append(GoText.Shortest(right)).Append(')');
        }
    }

    /// <summary>What follows the inner expression of a subquery.</summary>
    public static string Suffix(SubqueryExpr subquery)
    {
        var builder = new StringBuilder("[");
        SelectorText.AppendDuration(builder, subquery.Window);
        builder.Append(':');
        if (subquery.Step is { } step)
        {
            SelectorText.AppendDuration(builder, step);
        }

        builder.Append(']');
        SelectorText.AppendAt(builder, subquery.At);
        SelectorText.AppendOffset(builder, subquery.Offset);
        return builder.ToString();
    }

    private static void WriteNode(StringBuilder builder, Stack<Step> steps, Expr node)
    {
        switch (node)
        {
            case NumberLiteral number:
                builder.Append(Number(number));
                break;
            case StringLiteral text:
                if (text.Written is { } written)
                {
                    builder.Append(written);
                }
                else
                {
                    GoText.AppendQuoted(builder, text.Value);
                }

                break;
            case VectorSelector selector:
                SelectorText.Append(builder, selector);
                break;
            case MatrixSelector matrix:
                SelectorText.Append(builder, matrix);
                break;
            case DurationExpr duration:
                WriteDuration(builder, steps, duration);
                break;
            case SubqueryExpr subquery:
                steps.Push(new Step(Suffix(subquery)));
                steps.Push(new Step(subquery.Inner));
                break;
            case AggregateExpr aggregate:
                AppendHead(builder, aggregate);
                WriteArguments(builder, steps, aggregate);
                break;
            case Call call:
                builder.Append(call.Name);
                WriteArguments(builder, steps, call);
                break;
            case ParenExpr paren:
                WriteArguments(builder, steps, paren);
                break;
            case UnaryExpr unary:
                builder.Append(unary.IsNegative ? '-' : '+');
                steps.Push(new Step(unary.Operand));
                break;
            case BinaryExpr binary:
                WriteBinary(steps, binary);
                break;
            default:
                WriteArguments(builder, steps, node);
                break;
        }
    }

    private static string Number(NumberLiteral number)
    {
        if (!number.IsDuration)
        {
            string digits = GoText.Decimal(number.Value);
            return number.IsGrouped ? Grouped(digits) : digits;
        }

        var builder = new StringBuilder();
        SelectorText.AppendDuration(builder, number.Value);
        return builder.ToString();
    }

    /// <summary>A whole number with its digits in groups of three.</summary>
    private static string Grouped(string number)
    {
        int start = number[0] == '-' ? 1 : 0;
        if (number.AsSpan(start).IndexOfAnyExceptInRange('0', '9') >= 0)
        {
            return number;
        }

        var grouped = new StringBuilder(number);
        for (int at = number.Length - 3; at > start; at -= 3)
        {
            grouped.Insert(at, '_');
        }

        return grouped.ToString();
    }

    private static void WriteBinary(Stack<Step> steps, BinaryExpr binary)
    {
        var sign = new StringBuilder(" ");
        AppendOperator(sign, binary);
        steps.Push(new Step(binary.Right));
        steps.Push(new Step(sign.Append(' ').ToString()));

        // A sign binds less than a power, so that "+Inf ^ 2" would be the power with a sign before it.
        steps.Push(binary is { Operator: BinaryOperator.Power, Left: NumberLiteral { Value: double.PositiveInfinity } }
            ? new Step("Inf")
            : new Step(binary.Left));
    }

    private static void WriteDuration(StringBuilder builder, Stack<Step> steps, DurationExpr duration)
    {
        if (duration.IsWrapped)
        {
            builder.Append('(');
            steps.Push(new Step(")"));
        }

        switch (duration.Operator)
        {
            case DurationOperator.Step or DurationOperator.Range:
                builder.Append(Operators.Text(duration.Operator)).Append("()");
                break;
            case DurationOperator.Min or DurationOperator.Max:
                builder.Append(Operators.Text(duration.Operator));
                WriteArguments(builder, steps, duration);
                break;
            case var op when duration.Left is null:
                builder.Append(op == DurationOperator.Subtract ? "-" : "");
                Push(steps, duration.Right);
                break;
            case var op:
                Push(steps, duration.Right);
                steps.Push(new Step($" {Operators.Text(op)} "));
                Push(steps, duration.Left);
                break;
        }
    }

    /// <summary>All children between parentheses.</summary>
    private static void WriteArguments(StringBuilder builder, Stack<Step> steps, Expr node)
    {
        builder.Append('(');
        steps.Push(new Step(")"));
        for (int i = node.ChildCount - 1; i >= 0; i--)
        {
            steps.Push(new Step(node.GetChild(i)));
            if (i > 0)
            {
                steps.Push(new Step(", "));
            }
        }
    }

    private static void Push(Stack<Step> steps, Expr? node)
    {
        if (node is not null)
        {
            steps.Push(new Step(node));
        }
    }

    private static void AppendLabels(StringBuilder builder, ImmutableArray<LabelName> labels)
    {
        builder.Append('(');
        for (int i = 0; i < (labels.IsDefault ? 0 : labels.Length); i++)
        {
            builder.Append(i > 0 ? ", " : "");
            SelectorText.AppendGroupingLabel(builder, labels[i].Name);
        }

        builder.Append(')');
    }

    /// <summary>What is still to be written: a text, a node, or the mark that a node that began at <paramref name="Start"/> ends.</summary>
    private readonly record struct Step(Expr? Node, string? Text = null, int Start = -1)
    {
        public Step(string text)
            : this(null, text)
        {
        }
    }
}
