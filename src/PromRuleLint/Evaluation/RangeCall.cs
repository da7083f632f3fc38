using PromRuleLint.PromQL.Syntax;

namespace PromRuleLint.Evaluation;

/// <summary>What a range function knows beside the window.</summary>
/// <param name="Evaluator">Who evaluates.</param>
/// <param name="Range">The range vector.</param>
/// <param name="Labels">The labels of the series, its name among them.</param>
/// <param name="First">The first scalar argument at the step.</param>
/// <param name="Second">The second scalar argument at the step.</param>
/// <param name="Call">The call.</param>
internal readonly record struct RangeCall(ExpressionEvaluator Evaluator, RangeVector Range, Labels Labels, double First, double Second, Call Call)
{
    public AnnotationSet Annotations => Evaluator.Run.Annotations;

    public void Warn(string message) => Annotations.Warn(message, Range.Range);

    public void Inform(string message) => Annotations.Inform(message, Range.Range);
}
