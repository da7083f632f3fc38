using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using PromRuleLint.Evaluation;
using PromRuleLint.PromQL.Printing;
using PromRuleLint.PromQL;
using PromRuleLint.Rules;
using PromRuleLint.Rules.TestExtensions;
using PromRuleLint.Yaml;

namespace PromRuleLint.Testing;

/// <summary>
/// Writes unit tests in promtool's language: variables and parameters put in, generated values written out, and in place of what
/// is said loosely what came when the tests ran.
/// </summary>
internal static class PromtoolTests
{
    /// <summary>The tests of a file as promtool reads them.</summary>
    /// <param name="outcome">What they gave: of an expectation that promtool cannot express, what came is written.</param>
    /// <param name="ruleFiles">The paths of the rule files as the new file names them.</param>
    /// <param name="failures">The expectations that promtool cannot express and that did not hold: nothing can be written for them.</param>
    /// <returns>The text of the file; null where there are failures.</returns>
    public static string? Write(TestFileOutcome outcome, IEnumerable<string> ruleFiles, out ImmutableArray<TestFailure> failures)
    {
        ArgumentNullException.ThrowIfNull(outcome);
        ArgumentNullException.ThrowIfNull(ruleFiles);
        var failed = ImmutableArray.CreateBuilder<TestFailure>();
        failed.AddRange(outcome.Failures);
        TestFile file = outcome.File;
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"rule_files: [{string.Join(", ", ruleFiles.Select(YamlText.Scalar))}]\n");
        AppendDuration(text, "", "evaluation_interval", file.EvaluationInterval);
        text.Append(file.GroupEvalOrder.IsEmpty ? "" : $"group_eval_order: [{string.Join(", ", file.GroupEvalOrder.Select(static name => YamlText.Scalar(name.Value)))}]\n");
        text.Append(file.FuzzyCompare ? "fuzzy_compare: true\n" : "");
        text.Append(outcome.Tests.IsEmpty ? "tests: []\n" : "tests:\n");
        foreach (TestOutcome test in outcome.Tests)
        {
            failed.AddRange(test.Failures.Where(failure => IsInexpressible(test, failure)));
            AppendTest(text, test, TestGroupRun.Milliseconds(file.EvaluationInterval) is > 0 and var interval ? interval : 60_000);
        }

        failures = failed.DrainToImmutable();
        return failures.IsEmpty ? text.ToString() : null;
    }

    /// <summary>The rules of a file, whatever kind of file it is, as a plain rule file.</summary>
    public static string WriteRules(RuleFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        return PlainRuleFile.Write(file);
    }

    /// <summary>Whether what did not hold cannot be written: what is expected is not promtool's language, or the test did not run.</summary>
    private static bool IsInexpressible(TestOutcome test, TestFailure failure) => failure.Kind switch
    {
        TestFailureKind.Alerts => test.Test.AlertTests.Any(each => each.Range == failure.Expectation && IsExtended(each)),
        TestFailureKind.Samples => test.Test.ExpressionTests.Any(each => each.Range == failure.Expectation && IsExtended(each)),
        _ => true,
    };

    private static bool IsExtended(AlertTest test) => test.Matching.IsExtended || test.ExpectedAlerts.Any(static alert => alert.Matching.IsExtended);

    private static bool IsExtended(ExpressionTest test) => test.Matching.IsExtended || test.ExpectedSamples.Any(static sample => sample.Matching.IsExtended);

    private static void AppendTest(StringBuilder text, TestOutcome outcome, long evaluationInterval)
    {
        TestGroup test = outcome.Test;
        text.Append(CultureInfo.InvariantCulture, $"- name: {YamlText.Scalar(outcome.Name)}\n");
        AppendDuration(text, "  ", "interval", test.Interval);
        text.Append(test.StartTimestamp is { } start ? $"  start_timestamp: {start.Value}\n" : "");
        text.Append(test.ExternalUrl is { } url ? $"  external_url: {YamlText.Scalar(url.Value)}\n" : "");
        text.Append(test.ExternalLabels.IsEmpty ? "" : $"  external_labels: {Map(test.ExternalLabels)}\n");
        text.Append(test.InputSeries.IsEmpty ? "" : "  input_series:\n");
        foreach (TestSeries series in test.InputSeries)
        {
            text.Append(CultureInfo.InvariantCulture, $"  - series: {Single(series.Series?.Value ?? "")}\n    values: {Single(series.Values?.Value ?? "")}\n");
        }

        AlertTest[] plain = [.. test.AlertTests.Where(static alert => alert.Matching.State == ExpectedState.Firing)];
        text.Append(plain.Length == 0 ? "" : "  alert_rule_test:\n");
        foreach (AlertTest alert in plain)
        {
            AppendAlertTest(text, alert, outcome);
        }

        text.Append(test.ExpressionTests.IsEmpty && plain.Length == test.AlertTests.Length ? "" : "  promql_expr_test:\n");
        foreach (AlertTest alert in test.AlertTests.Where(static alert => alert.Matching.State != ExpectedState.Firing))
        {
            AppendStateTest(text, alert, outcome, evaluationInterval);
        }

        foreach (ExpressionTest expression in test.ExpressionTests)
        {
            AppendExpressionTest(text, expression, outcome);
        }
    }

    private static void AppendAlertTest(StringBuilder text, AlertTest test, TestOutcome outcome)
    {
        text.Append("  - ");
        AppendDuration(text, "", "eval_time", test.EvalTime, "0s");
        text.Append(CultureInfo.InvariantCulture, $"    alertname: {YamlText.Scalar(test.AlertName!.Value)}\n");
        (string Labels, string? Annotations)[] alerts = IsExtended(test) && outcome.Came.TryGetValue(test, out ImmutableArray<SortedDictionary<string, string>> came)
            ? [.. came.Select(static item => (YamlText.FlowMap(Fields(item, "label ").Where(static label => label.Key != "alertname")), Fields(item, "annotation ").Any() ? YamlText.FlowMap(Fields(item, "annotation ")) : null))]
            : [.. test.ExpectedAlerts.Select(static alert => (Map(alert.Labels), alert.Annotations.IsEmpty ? null : Map(alert.Annotations)))];
        text.Append(alerts.Length == 0 ? "    exp_alerts: []\n" : "    exp_alerts:\n");
        foreach ((string labels, string? annotations) in alerts)
        {
            text.Append(CultureInfo.InvariantCulture, $"    - exp_labels: {labels}\n");
            text.Append(annotations is null ? "" : $"      exp_annotations: {annotations}\n");
        }
    }

    /// <summary>An expectation of pending alerts, or of none at all: promtool sees them as the series <c>ALERTS</c>.</summary>
    private static void AppendStateTest(StringBuilder text, AlertTest test, TestOutcome outcome, long evaluationInterval)
    {
        string name = GoQuoted(test.AlertName!.Value);
        bool isPending = test.Matching.State == ExpectedState.Pending;
        long time = TestGroupRun.Milliseconds(test.EvalTime) / evaluationInterval * evaluationInterval;
        text.Append(CultureInfo.InvariantCulture, $"  - expr: {Single($"ALERTS{{alertname={name}{(isPending ? ",alertstate=\"pending\"" : "")}}}")}\n    eval_time: {TestGroupRun.Show(time)}\n");
        ImmutableArray<SortedDictionary<string, string>> came = outcome.Came.TryGetValue(test, out ImmutableArray<SortedDictionary<string, string>> alerts) ? alerts : [];
        AppendSamples(text, [.. came.Select(static item => Labels.From(Fields(item, "label ").Append(KeyValuePair.Create("__name__", AlertSeries.Alerts)).Append(KeyValuePair.Create("alertstate", "pending")))).Select(static labels => (labels.ToString(), "1"))]);
    }

    private static void AppendExpressionTest(StringBuilder text, ExpressionTest test, TestOutcome outcome)
    {
        text.Append(CultureInfo.InvariantCulture, $"  - expr: {Single(test.Expression?.Text ?? "")}\n");
        AppendDuration(text, "    ", "eval_time", test.EvalTime);
        (string Labels, string Value)[] samples = IsExtended(test) && outcome.Came.TryGetValue(test, out ImmutableArray<SortedDictionary<string, string>> came)
            ? [.. came.Select(static item => (Labels.From(Fields(item, "label ")).ToString(), item["value"]))]
            : [.. test.ExpectedSamples.Select(static sample => (sample.Labels?.Value ?? "", sample.Histogram is { Value: not "" } histogram ? histogram.Value.Trim() : sample.Value?.Value ?? "0"))];
        AppendSamples(text, samples);
    }

    private static void AppendSamples(StringBuilder text, (string Labels, string Value)[] samples)
    {
        text.Append(samples.Length == 0 ? "    exp_samples: []\n" : "    exp_samples:\n");
        foreach ((string labels, string value) in samples)
        {
            string field = value.StartsWith('{') ? $"histogram: {Single(value)}" : $"value: {Number(value)}";
            text.Append(CultureInfo.InvariantCulture, $"    - labels: {Single(labels)}\n      {field}\n");
        }
    }

    private static void AppendDuration(StringBuilder text, string indent, string field, RuleDuration? duration, string? missing = null)
    {
        if (duration is { Scalar.IsNull: false } || missing is not null)
        {
            text.Append(CultureInfo.InvariantCulture, $"{indent}{field}: {(duration is { Scalar.IsNull: false } ? duration.Scalar.Value : missing)}\n");
        }
    }

    private static IEnumerable<KeyValuePair<string, string>> Fields(SortedDictionary<string, string> item, string prefix) =>
        item.Where(field => field.Key.StartsWith(prefix, StringComparison.Ordinal)).Select(field => KeyValuePair.Create(field.Key[prefix.Length..], field.Value));

    private static string Map(ImmutableArray<LabelEntry> entries) => YamlText.FlowMap(entries.Select(static entry => KeyValuePair.Create(entry.NameText, entry.ValueText)));

    /// <summary>PromQL in single quotes, which leave its own as they are; a text of several lines in double ones.</summary>
    private static string Single(string text) => text.All(static c => c is >= ' ' and not '\x7F' and not '\x85' and not '\u2028' and not '\u2029' and not '\uFEFF') ? $"'{text.Replace("'", "''", StringComparison.Ordinal)}'" : YamlText.Quoted(text);

    private static string GoQuoted(string text)
    {
        var quoted = new StringBuilder();
        GoText.AppendQuoted(quoted, text);
        return quoted.ToString();
    }

    private static string Number(string value) => value switch
    {
        "NaN" => ".nan",
        "+Inf" => ".inf",
        "-Inf" => "-.inf",
        _ => value,
    };
}
