using PromRuleLint.Text;

namespace PromRuleLint.Evaluation;

/// <summary>An expression that cannot be evaluated over these series, as where two series of a match group meet.</summary>
/// <param name="message">The reason, in the reference's words where it has the same error.</param>
/// <param name="range">The part of the expression that failed, in UTF-16 offsets of its text.</param>
public sealed class EvaluationException(string message, TextRange range) : Exception(message)
{
    /// <summary>The part of the expression that failed.</summary>
    public TextRange Range { get; } = range;
}
