using PromRuleLint.PromQL.Syntax;
using PromRuleLint.Text;

namespace PromRuleLint.PromQL.Grammar;

/// <summary>
/// Puts ranges and modifiers onto what stands before them, as <c>addOffset</c>, <c>setTimestamp</c> and <c>setAnchored</c> of the
/// reference's <c>promql/parser/parse.go</c> do; where they cannot stand, the node keeps the fault.
/// </summary>
internal static class SelectorModifiers
{
    /// <summary>A range over a selector; over anything else a <see cref="MissingExpr"/> with the reason.</summary>
    public static Expr MakeRange(TextRange range, Expr operand, DurationSyntax window, TextRange brackets)
    {
        if (operand is not VectorSelector selector)
        {
            var missing = new MissingExpr(range, operand);
            if (operand.Type != ExprType.None)
            {
                missing.AddFault(new PromQLError(
                    PromQLErrorKind.WrongOperandType,
                    brackets,
                    $"a range may only follow a selector, not {Describe(operand)}; for the values of an expression over time write a subquery, such as […:] or […:1m]"));
            }

            return missing;
        }

        var matrix = new MatrixSelector(range, selector, window, brackets);
        if (IsSet(selector.Offset))
        {
            matrix.AddFault(Misplaced(brackets, "offset"));
        }
        else if (selector.At is not null)
        {
            matrix.AddFault(Misplaced(brackets, "@"));
        }

        return matrix;
    }

    public static void SetOffset(Expr expr, OffsetModifier offset)
    {
        OffsetModifier? old;
        switch (expr)
        {
            case VectorSelector selector:
                (old, selector.Offset) = (selector.Offset, offset);
                break;
            case MatrixSelector matrix:
                (old, matrix.Selector.Offset) = (matrix.Selector.Offset, offset);
                break;
            case SubqueryExpr subquery:
                (old, subquery.Offset) = (subquery.Offset, offset);
                break;
            default:
                AddMisplaced(expr, offset.Range, "offset");
                return;
        }

        if (IsSet(old))
        {
            expr.AddFault(new PromQLError(PromQLErrorKind.Syntax, offset.Range, "'offset' may stand only once after a selector or subquery; it is set before"));
        }

        expr.Range = new TextRange(expr.Range.Start, offset.Range.End);
    }

    public static void SetAt(Expr expr, AtModifier at)
    {
        AtModifier? old;
        switch (expr)
        {
            case VectorSelector selector:
                (old, selector.At) = (selector.At, at);
                break;
            case MatrixSelector matrix:
                (old, matrix.Selector.At) = (matrix.Selector.At, at);
                break;
            case SubqueryExpr subquery:
                (old, subquery.At) = (subquery.At, at);
                break;
            default:
                AddMisplaced(expr, at.Range, "@");
                return;
        }

        if (old is not null)
        {
            expr.AddFault(new PromQLError(PromQLErrorKind.Syntax, at.Range, "'@' may stand only once after a selector or subquery; it is set before"));
        }

        expr.Range = new TextRange(expr.Range.Start, at.Range.End);
    }

    public static void SetExtension(Expr expr, SelectorExtension extension, TextRange range)
    {
        VectorSelector? selector = expr as VectorSelector ?? (expr as MatrixSelector)?.Selector;
        string word = extension == SelectorExtension.Anchored ? "anchored" : "smoothed";
        if (selector is null)
        {
            if (expr.Type != ExprType.None)
            {
                expr.AddFault(new PromQLError(
                    PromQLErrorKind.Syntax,
                    range,
                    $"'{word}' may only follow a selector such as up or up[5m], not {Describe(expr)}"));
            }

            return;
        }

        if (selector.Extension != SelectorExtension.None && selector.Extension != extension)
        {
            expr.AddFault(new PromQLError(PromQLErrorKind.Syntax, range, "'anchored' and 'smoothed' exclude each other; keep one of them"));
        }

        selector.Extension = extension;
        selector.ExtensionRange = range;
    }

    // An offset of zero counts as none in the reference.
    private static bool IsSet(OffsetModifier? offset) => offset is not null && offset.Duration.Constant != TimeSpan.Zero;

    private static PromQLError Misplaced(TextRange brackets, string modifier) =>
        new(PromQLErrorKind.Syntax, brackets, $"the range must stand before '{modifier}': write x[5m] {modifier} …");

    private static void AddMisplaced(Expr expr, TextRange modifier, string word)
    {
        if (expr.Type != ExprType.None)
        {
            expr.AddFault(new PromQLError(
                PromQLErrorKind.Syntax,
                modifier,
                $"'{word}' may only follow a selector, a range or a subquery, not {Describe(expr)}; inside it, put '{word}' right after the selector"));
        }
    }

    private static string Describe(Expr expr) => expr.Kind switch
    {
        ExprKind.NumberLiteral => "a number",
        ExprKind.StringLiteral => "a string",
        ExprKind.MatrixSelector => "a range, which has one already",
        ExprKind.SubqueryExpr => "a subquery",
        ExprKind.AggregateExpr => "an aggregation",
        ExprKind.BinaryExpr => "an operation",
        ExprKind.UnaryExpr => "a signed expression",
        ExprKind.ParenExpr => "parentheses",
        ExprKind.Call => "the result of a function",
        _ => "this",
    };
}
