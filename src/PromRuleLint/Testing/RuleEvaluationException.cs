namespace PromRuleLint.Testing;

/// <summary>A rule or an expression cannot be evaluated. The message is the reference's where it has the same error.</summary>
internal sealed class RuleEvaluationException(string message) : Exception(message);
