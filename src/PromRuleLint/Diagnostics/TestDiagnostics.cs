using System.Collections.Immutable;

namespace PromRuleLint.Diagnostics;

/// <summary>What running unit tests reports; no check is behind these.</summary>
public static class TestDiagnostics
{
    /// <summary>Other alerts fire than a test expects.</summary>
    public static DiagnosticDescriptor FailedAlertTest { get; } = new(
        id: "PRL9001",
        name: "failed-alert-test",
        title: "Alerts that differ from what a test expects",
        messageFormat: "{0}",
        defaultSeverity: DiagnosticSeverity.Error,
        description: "An `alert_rule_test` whose `exp_alerts` are not the alerts that fire at `eval_time`: an alert is missing or unexpected, or labels or annotations differ.");

    /// <summary>An expression gives other samples than a test expects.</summary>
    public static DiagnosticDescriptor FailedExpressionTest { get; } = new(
        id: "PRL9002",
        name: "failed-expression-test",
        title: "Samples that differ from what a test expects",
        messageFormat: "{0}",
        defaultSeverity: DiagnosticSeverity.Error,
        description: "A `promql_expr_test` whose `exp_samples` differ from what the expression returns at `eval_time`.");

    /// <summary>A rule or an expression cannot be evaluated in a test.</summary>
    public static DiagnosticDescriptor FailedEvaluation { get; } = new(
        id: "PRL9003",
        name: "failed-evaluation",
        title: "A failed evaluation",
        messageFormat: "{0}",
        defaultSeverity: DiagnosticSeverity.Error,
        description: "A rule whose evaluation fails in a test, such as a rule whose series get the same labels, and an expression of a test that cannot be evaluated.");

    /// <summary>A test that cannot be run.</summary>
    public static DiagnosticDescriptor InvalidTest { get; } = new(
        id: "PRL9004",
        name: "invalid-test",
        title: "An invalid test",
        messageFormat: "{0}",
        defaultSeverity: DiagnosticSeverity.Error,
        description: "A unit-test file that cannot be run: unknown fields, series that cannot be parsed, variables without a value, a group that is listed twice in `group_eval_order`, or a test of an alert without `alertname`.");

    /// <summary>A rule file of a test that cannot be loaded.</summary>
    public static DiagnosticDescriptor InvalidRulesUnderTest { get; } = new(
        id: "PRL9005",
        name: "invalid-rules-under-test",
        title: "An invalid rule file under test",
        messageFormat: "{0}",
        defaultSeverity: DiagnosticSeverity.Error,
        description: "A rule file in `rule_files` that Prometheus would not load: a syntax error, an unknown field or a template that cannot be parsed.");

    /// <summary>A run that finds no test.</summary>
    public static DiagnosticDescriptor NoTests { get; } = new(
        id: "PRL9006",
        name: "no-tests",
        title: "No tests found",
        messageFormat: "No unit test is in {0}; check the path, or say that there may be none with --allow-empty",
        defaultSeverity: DiagnosticSeverity.Error,
        description: "A run of `promrulelint test`, or a build with `RunPrometheusRuleTests`, whose paths contain no unit tests.");

    /// <summary>An expectation that holds whatever the rules are.</summary>
    public static DiagnosticDescriptor AssertsNothing { get; } = new(
        id: "PRL9007",
        name: "asserts-nothing",
        title: "An expectation that always holds",
        messageFormat: "{0}",
        defaultSeverity: DiagnosticSeverity.Warning,
        description: "An expectation that holds for any rules: that an alert does not fire while none of the series that its expression reads exists, or that an expression returns nothing while it reads nothing.");

    /// <summary>An expectation that holds only through the lookback.</summary>
    public static DiagnosticDescriptor OnlyThroughLookback { get; } = new(
        id: "PRL9008",
        name: "only-through-lookback",
        title: "An expectation that holds through the lookback only",
        messageFormat: "{0}",
        defaultSeverity: DiagnosticSeverity.Info,
        description: "An expectation that holds only because the series has ended and its last sample is still within the lookback of up to five minutes.");

    /// <summary>All of them, in the order of their ids.</summary>
    public static ImmutableArray<DiagnosticDescriptor> All { get; } =
    [
        FailedAlertTest, FailedExpressionTest, FailedEvaluation, InvalidTest, InvalidRulesUnderTest, NoTests, AssertsNothing, OnlyThroughLookback,
    ];
}
