using PromRuleLint.PromQL.Syntax;

namespace PromRuleLint.PromQL.TypeChecking;

/// <summary>Binary operators and signs: the types of their operands, and <c>bool</c>.</summary>
internal static class OperatorChecker
{
    public static void Check(ref TypeCheckContext context, BinaryExpr binary)
    {
        context.Visit(binary.Left);
        context.Visit(binary.Right);
        ExprType left = binary.Left.Type;
        ExprType right = binary.Right.Type;
        if (binary.ReturnsBool && !binary.IsComparison)
        {
            context.Add(new PromQLError(
                PromQLErrorKind.InvalidMatching,
                binary.BoolRange,
                $"'bool' may only follow a comparison (==, !=, <, <=, >, >=), not '{context.TextAt(binary.OperatorRange)}'",
                ""));
        }

        if (binary.IsComparison && !binary.ReturnsBool && left == ExprType.Scalar && right == ExprType.Scalar)
        {
            string op = context.TextAt(binary.OperatorRange);
            context.Add(new PromQLError(
                PromQLErrorKind.WrongOperandType,
                binary.OperatorRange,
                ScalarComparison(binary, op),
                op + " bool"));
        }

        CheckOperand(ref context, binary, binary.Left);
        CheckOperand(ref context, binary, binary.Right);
        if (binary.IsSetOperation && (left == ExprType.Scalar || right == ExprType.Scalar))
        {
            context.Add(
                PromQLErrorKind.WrongOperandType,
                binary.Range,
                $"'{context.TextAt(binary.OperatorRange)}' joins instant vectors, but '{context.TextAt((left == ExprType.Scalar ? binary.Left : binary.Right).Range)}' is a scalar; make it a vector with vector(…)");
        }

        if (binary.WrittenMatching is { } matching)
        {
            MatchingChecker.Check(ref context, binary, matching);
        }
    }

    public static void CheckSign(ref TypeCheckContext context, UnaryExpr unary)
    {
        context.Visit(unary.Operand);
        if (unary.Operand.Type is ExprType.Matrix or ExprType.String)
        {
            context.Add(
                PromQLErrorKind.WrongOperandType,
                unary.Range,
                $"a sign may stand only before a scalar or an instant vector, but '{context.TextAt(unary.Operand.Range)}' is a {TypeNames.Name(unary.Operand.Type)}");
        }
    }

    private static void CheckOperand(ref TypeCheckContext context, BinaryExpr binary, Expr operand)
    {
        if (operand.Type is ExprType.Matrix or ExprType.String)
        {
            string remedy = operand.Type == ExprType.Matrix ? "; apply a function such as rate(…) or max_over_time(…) to the range first" : "";
            context.Add(
                PromQLErrorKind.WrongOperandType,
                operand.Range,
                $"'{context.TextAt(binary.OperatorRange)}' takes scalars and instant vectors, but this is a {TypeNames.Name(operand.Type)}{remedy}");
        }
    }

    /// <summary>In a condition neither side is meant as a number: the advice then is the vector that was counted.</summary>
    private static string ScalarComparison(BinaryExpr binary, string op)
    {
        const string Why = "a comparison between two scalars filters nothing and must return 0 or 1";
        (Expr left, Expr limit) = (binary.Left.WithoutParens(), binary.Right.WithoutParens());
        (left, limit) = left is NumberLiteral ? (limit, left) : (left, limit);
        bool isCount = left is Call { Name: "scalar", ArgumentSpan: [var inner] }
            && inner.WithoutParens() is AggregateExpr { Operator: AggregateOperator.Count or AggregateOperator.Sum or AggregateOperator.Group };
        return isCount && binary.Operator == BinaryOperator.Equal && limit is NumberLiteral { Value: 0 }
            ? $"{Why}, and scalar() of no series is NaN, never 0; to alert when there is no series write 'absent(…)'"
            : left is Call { Name: "scalar" } ? $"{Why}: leave scalar() out to filter, or write '{op} bool'"
            : $"{Why}: write '{op} bool'";
    }
}
