using PromRuleLint.Text;

namespace PromRuleLint.Rules.Formatting;

/// <summary>An expression that was left as it is.</summary>
/// <param name="Range">Its scalar in the file.</param>
/// <param name="Reason">Why, as a clause without a full stop.</param>
/// <param name="HasErrors">Whether it is no valid expression.</param>
public sealed record SkippedExpression(SourceRange Range, string Reason, bool HasErrors = false);
