using PromRuleLint.Evaluation.GoMath;
using PromRuleLint.PromQL.Syntax;
using PromRuleLint.PromQL;

namespace PromRuleLint.Evaluation;

/// <summary>Binary operations on two elements, floats or histograms, as <c>vectorElemBinop</c> of the reference's <c>promql/engine.go</c>.</summary>
internal static class ElementOperations
{
    public static ElementResult Apply(BinaryExpr expr, double left, FloatHistogram? leftHistogram, double right, FloatHistogram? rightHistogram, AnnotationSet annotations)
    {
        if (leftHistogram is null && rightHistogram is null)
        {
            return expr.IsComparison ? new ElementResult(true, Holds(expr.Operator, left, right), left)
                : expr.Operator is BinaryOperator.TrimLower or BinaryOperator.TrimUpper ? Undefined(expr, "float", "float")
                : new ElementResult(true, true, Compute(expr.Operator, left, right));
        }

        if (leftHistogram is null)
        {
            return expr.Operator == BinaryOperator.Multiply
                ? new ElementResult(true, true, 0, rightHistogram!.Multiply(left).Compact())
                : Undefined(expr, "float", "histogram");
        }

        if (rightHistogram is null)
        {
            FloatHistogram? result = expr.Operator switch
            {
                BinaryOperator.Multiply => leftHistogram.Multiply(right).Compact(),
                BinaryOperator.Divide => leftHistogram.Divide(right).Compact(),
                BinaryOperator.TrimUpper => HistogramTrimming.Trim(leftHistogram, right, keepsBelow: true),
                BinaryOperator.TrimLower => HistogramTrimming.Trim(leftHistogram, right, keepsBelow: false),
                _ => null,
            };
            return result is null ? Undefined(expr, "histogram", "float") : new ElementResult(true, true, 0, result);
        }

        return expr.Operator switch
        {
            BinaryOperator.Add or BinaryOperator.Subtract => Combine(expr, leftHistogram, rightHistogram, annotations),
            BinaryOperator.Equal => new ElementResult(true, leftHistogram.Equals(rightHistogram), 0, leftHistogram),
            BinaryOperator.NotEqual => new ElementResult(true, !leftHistogram.Equals(rightHistogram), 0, leftHistogram),
            _ => Undefined(expr, "histogram", "histogram"),
        };
    }

    public static bool Holds(BinaryOperator op, double left, double right) => op switch
    {
        BinaryOperator.Equal => left == right,
        BinaryOperator.NotEqual => left != right,
        BinaryOperator.Greater => left > right,
        BinaryOperator.Less => left < right,
        BinaryOperator.GreaterOrEqual => left >= right,
        _ => left <= right,
    };

    public static double Compute(BinaryOperator op, double left, double right) => op switch
    {
        BinaryOperator.Add => left + right,
        BinaryOperator.Subtract => left - right,
        BinaryOperator.Multiply => left * right,
        BinaryOperator.Divide => left / right,
        BinaryOperator.Modulo => left % right,
        BinaryOperator.Power => Powers.Pow(left, right),
        _ => InverseTrigonometry.Atan2(left, right),
    };

    private static ElementResult Combine(BinaryExpr expr, FloatHistogram left, FloatHistogram right, AnnotationSet annotations)
    {
        bool adds = expr.Operator == BinaryOperator.Add;
        HistogramOutcome outcome = adds ? HistogramArithmetic.Add(left, right) : HistogramArithmetic.Subtract(left, right);
        string operation = adds ? "addition" : "subtraction";
        if (outcome.Result is not { } result)
        {
            return Failed(AnnotationSeverity.Warning, Messages.IncompatibleLayout(Operators.Text(expr.Operator)), expr);
        }

        if (outcome.BoundsReconciled)
        {
            annotations.Inform(Messages.BoundsReconciled(operation), expr.Range);
        }

        return outcome.HintsCollide
            ? Failed(AnnotationSeverity.Warning, Messages.HintsCollide(operation), expr)
            : new ElementResult(true, true, 0, (adds ? result : result.WithHint(CounterResetHint.Gauge)).Compact());
    }

    private static ElementResult Undefined(BinaryExpr expr, string left, string right) =>
        Failed(AnnotationSeverity.Info, Messages.IncompatibleTypes(left, Operators.Text(expr.Operator), right), expr);

    private static ElementResult Failed(AnnotationSeverity severity, string message, BinaryExpr expr) =>
        new() { Error = new EvaluationAnnotation(severity, message, expr.Range) };
}
