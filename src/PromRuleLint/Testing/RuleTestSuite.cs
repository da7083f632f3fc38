using PromRuleLint.Rules;

namespace PromRuleLint.Testing;

/// <summary>A unit-test file with the rule files that it names, ready to run.</summary>
/// <param name="File">The unit-test file.</param>
/// <param name="RuleFiles">The rule files that its <c>rule_files</c> stand for, in their order.</param>
/// <param name="Options">How to run it.</param>
public sealed record RuleTestSuite(TestFile File, IReadOnlyList<RuleFile> RuleFiles, RuleTestOptions Options);
