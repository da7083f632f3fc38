namespace PromRuleLint.Evaluation;

/// <summary>One element of an instant vector.</summary>
/// <param name="Labels">Its labels, the metric name among them if it has one.</param>
/// <param name="Value">The float; without meaning where there is a histogram.</param>
/// <param name="Histogram">The native histogram; null of a float.</param>
public sealed record VectorElement(Labels Labels, double Value, FloatHistogram? Histogram = null);
