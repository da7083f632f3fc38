using PromRuleLint.Text;

namespace PromRuleLint.PromQL.Grammar;

/// <summary>The fill modifiers of a binary operator.</summary>
/// <param name="Left">What stands in for a missing series on the left; null where nothing does.</param>
/// <param name="Right">The same on the right.</param>
/// <param name="Range">Where the modifiers stand; empty where there are none.</param>
internal readonly record struct FillModifiers(double? Left, double? Right, TextRange Range);
