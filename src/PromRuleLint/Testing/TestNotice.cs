using PromRuleLint.Text;

namespace PromRuleLint.Testing;

/// <summary>What an expectation that holds is worth nothing for.</summary>
/// <param name="Kind">Which.</param>
/// <param name="Range">The expectation in the test file.</param>
/// <param name="Message">What it is and what to do, as a sentence.</param>
public sealed record TestNotice(TestNoticeKind Kind, SourceRange Range, string Message);
