using System.Collections.Immutable;
using PromRuleLint.Rules.TestExtensions;
using PromRuleLint.Text;

namespace PromRuleLint.Rules;

/// <summary>What an expression must give at one time.</summary>
/// <param name="Range">The whole entry in the file.</param>
/// <param name="Expression">The expression; null where it is missing.</param>
/// <param name="EvalTime">When; null for the start.</param>
/// <param name="ExpectedSamples">What it must give.</param>
public sealed record ExpressionTest(SourceRange Range, RuleExpression? Expression, RuleDuration? EvalTime, ImmutableArray<ExpectedSample> ExpectedSamples)
{
    /// <summary>Whether any sample must come.</summary>
    internal bool ExpectsSomething => ExpectedSamples.Any(static sample => !sample.Matching.IsAbsent);

    /// <summary>How what came is compared.</summary>
    internal ExpectationMatching Matching { get; init; } = ExpectationMatching.Promtool;
}
