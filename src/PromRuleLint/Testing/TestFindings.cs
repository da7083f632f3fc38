using System.Collections.Immutable;
using PromRuleLint.Diagnostics;
using PromRuleLint.Text;

namespace PromRuleLint.Testing;

/// <summary>The findings that the outcome of unit tests stands for.</summary>
internal static class TestFindings
{
    /// <summary>The findings of a file's outcome, failures before notices.</summary>
    public static IEnumerable<Diagnostic> From(TestFileOutcome outcome)
    {
        ArgumentNullException.ThrowIfNull(outcome);
        SourceText source = outcome.File.Source;
        foreach (TestFailure failure in outcome.AllFailures)
        {
            yield return new Diagnostic(DescriptorOf(failure.Kind), new Location(source, failure.Range), failure.Message, RelatedTo(failure));
        }

        foreach (TestNotice notice in outcome.Tests.SelectMany(static test => test.Notices))
        {
            yield return new Diagnostic(notice.Kind == TestNoticeKind.AssertsNothing ? TestDiagnostics.AssertsNothing : TestDiagnostics.OnlyThroughLookback, new Location(source, notice.Range), notice.Message);
        }
    }

    private static DiagnosticDescriptor DescriptorOf(TestFailureKind kind) => kind switch
    {
        TestFailureKind.Alerts => TestDiagnostics.FailedAlertTest,
        TestFailureKind.Samples => TestDiagnostics.FailedExpressionTest,
        TestFailureKind.Evaluation => TestDiagnostics.FailedEvaluation,
        TestFailureKind.InvalidRules => TestDiagnostics.InvalidRulesUnderTest,
        _ => TestDiagnostics.InvalidTest,
    };

    private static ImmutableArray<AdditionalLocation> RelatedTo(TestFailure failure)
    {
        if (failure.RulePlace is var (source, range))
        {
            return [new AdditionalLocation(new Location(source, range), "here")];
        }

        return failure.Rule is { Expression: { } expression } rule
            ? [new AdditionalLocation(new Location(rule.File.Source, expression.Scalar.Range), $"the expression of '{rule.NameText}'")]
            : [];
    }
}
