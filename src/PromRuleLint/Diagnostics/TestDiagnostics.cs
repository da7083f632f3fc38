using System.Collections.Immutable;

namespace PromRuleLint.Diagnostics;

/// <summary>What running unit tests reports; no check is behind these.</summary>
public static class TestDiagnostics
{
    /// <summary>Other alerts fire than a test expects.</summary>
    public static DiagnosticDescriptor FailedAlertTest { get; } = new(
        "PRL9001", "failed-alert-test", "Other alerts fire than a test expects", "{0}", Severity.Error);

    /// <summary>An expression gives other samples than a test expects.</summary>
    public static DiagnosticDescriptor FailedExpressionTest { get; } = new(
        "PRL9002", "failed-expression-test", "An expression gives other samples than a test expects", "{0}", Severity.Error);

    /// <summary>A rule or an expression cannot be evaluated in a test.</summary>
    public static DiagnosticDescriptor FailedEvaluation { get; } = new(
        "PRL9003", "failed-evaluation", "A rule or an expression cannot be evaluated in a test", "{0}", Severity.Error);

    /// <summary>A test that cannot be run.</summary>
    public static DiagnosticDescriptor InvalidTest { get; } = new(
        "PRL9004", "invalid-test", "A test cannot be run", "{0}", Severity.Error);

    /// <summary>A rule file of a test that cannot be loaded.</summary>
    public static DiagnosticDescriptor InvalidRulesUnderTest { get; } = new(
        "PRL9005", "invalid-rules-under-test", "A rule file of a test cannot be loaded", "{0}", Severity.Error);

    /// <summary>A run that finds no test.</summary>
    public static DiagnosticDescriptor NoTests { get; } = new(
        "PRL9006", "no-tests", "A run finds no test", "No unit test is in {0}; check the path, or say that there may be none with --allow-empty", Severity.Error);

    /// <summary>An expectation that holds whatever the rules are.</summary>
    public static DiagnosticDescriptor AssertsNothing { get; } = new(
        "PRL9007", "asserts-nothing", "An expectation holds whatever the rules are", "{0}", Severity.Warning);

    /// <summary>An expectation that holds only through the lookback.</summary>
    public static DiagnosticDescriptor OnlyThroughLookback { get; } = new(
        "PRL9008", "only-through-lookback", "An expectation holds only because an old sample is looked back to", "{0}", Severity.Information);

    /// <summary>All of them, in the order of their ids.</summary>
    public static ImmutableArray<DiagnosticDescriptor> All { get; } =
    [
        FailedAlertTest, FailedExpressionTest, FailedEvaluation, InvalidTest, InvalidRulesUnderTest, NoTests, AssertsNothing, OnlyThroughLookback,
    ];
}
