using PromRuleLint.Text;

namespace PromRuleLint.Regex;

/// <summary>Why a regular expression is rejected.</summary>
/// <param name="Range">The part at fault, in UTF-16 code units of the decoded pattern; empty where something is missing at the end.</param>
/// <param name="Reason">The reason in the words of Go's <c>regexp/syntax</c> (<c>ErrorCode</c>), which Prometheus prints.</param>
/// <param name="Message">A sentence for a person, which holds <paramref name="Reason"/>.</param>
public sealed record Re2Error(TextRange Range, string Reason, string Message);
