using PromRuleLint.PromQL.Syntax;

namespace PromRuleLint.Evaluation;

/// <summary>Is told what the operators of an expression did. One observer may serve several evaluations at once.</summary>
internal interface IEvaluationObserver
{
    /// <summary>A comparison was made between two elements.</summary>
    void Compared(BinaryExpr comparison, bool holds);

    /// <summary>A set operation was evaluated over all its steps.</summary>
    /// <param name="operation">The operation.</param>
    /// <param name="fromLeft">Whether the result has elements of the left side.</param>
    /// <param name="fromRight">Whether the result has elements of the right side, as only that of <c>or</c> can.</param>
    /// <param name="removed">Whether an element of a side is not in the result because of the other side.</param>
    void Combined(BinaryExpr operation, bool fromLeft, bool fromRight, bool removed);
}
