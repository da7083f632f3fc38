namespace PromRuleLint.Evaluation;

/// <summary>What came of a binary operation on two elements.</summary>
/// <param name="IsDefined">Whether the operator takes elements of these kinds at all.</param>
/// <param name="Keeps">Whether a comparison holds; true of all other operators.</param>
/// <param name="Value">The float.</param>
/// <param name="Histogram">The histogram; null of a float.</param>
internal readonly record struct ElementResult(bool IsDefined, bool Keeps, double Value, FloatHistogram? Histogram = null)
{
    /// <summary>Why it is not defined. Of all elements of a step the reason of the last one is reported, as in the reference.</summary>
    public EvaluationAnnotation? Error { get; init; }
}
