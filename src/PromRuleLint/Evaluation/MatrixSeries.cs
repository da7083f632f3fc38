using System.Collections.Immutable;

namespace PromRuleLint.Evaluation;

/// <summary>One series of a range vector.</summary>
/// <param name="Labels">Its labels, the metric name among them if it has one.</param>
/// <param name="Samples">Its samples, floats and histograms, in the order of time.</param>
public sealed record MatrixSeries(Labels Labels, ImmutableArray<Sample> Samples);
