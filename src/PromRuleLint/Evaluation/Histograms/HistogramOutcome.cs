namespace PromRuleLint.Evaluation;

/// <summary>What came of adding or subtracting histograms.</summary>
/// <param name="Result">The result; null where one has custom bounds and the other has not.</param>
/// <param name="HintsCollide">Whether one said that there was a counter reset and the other that there was none.</param>
/// <param name="BoundsReconciled">Whether custom bounds differed and only those of both were kept.</param>
internal readonly record struct HistogramOutcome(FloatHistogram? Result, bool HintsCollide, bool BoundsReconciled);
