namespace PromRuleLint.Evaluation;

/// <summary>One bucket of a native histogram with its bounds.</summary>
internal readonly record struct Bucket(double Lower, double Upper, double Count, int Index = 0);
