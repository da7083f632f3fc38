using System.Globalization;
using PromRuleLint.Rules.Mappings;
using PromRuleLint.Rules.TestExtensions;
using PromRuleLint.Yaml;

namespace PromRuleLint.Rules;

/// <summary>Reads what a test expects of alerts and of expressions.</summary>
/// <param name="options">How the file is read.</param>
/// <param name="errors">Takes what is wrong.</param>
internal sealed class ExpectationReader(RuleFileReaderOptions options, RuleFileErrors errors) : TestFieldReader(options, errors)
{
    /// <summary>The fields of a test of an alert; vmalert-tool names the group too.</summary>
    public static FieldTable<ExpectationReader, AlertTest> AlertFields { get; } = new(
        "a test of an alert",
        new(TestExtensionReader.Key) { IsOffered = false },
        new("eval_time", static (reader, field, ref test) => test = test with { EvalTime = reader.Duration(field) }),
        new("alertname", static (reader, field, ref test) => test = test with { AlertName = reader.Text(field) }),
        new("exp_alerts", static (reader, field, ref test) => test = reader.ReadExpectedAlerts(field, test)),
        new("groupname", static (reader, field, ref _) => reader.Text(field)) { Only = [RuleSchema.VictoriaMetrics] });

    /// <summary>The fields of a test of an expression.</summary>
    public static FieldTable<ExpectationReader, ExpressionTest> ExpressionFields { get; } = new(
        "a test of an expression",
        new(TestExtensionReader.Key) { IsOffered = false },
        new("expr", static (reader, field, ref test) => test = test with { Expression = reader.ReadExpression(field) }),
        new("eval_time", static (reader, field, ref test) => test = test with { EvalTime = reader.Duration(field) }),
        new("exp_samples", static (reader, field, ref test) => test = reader.ReadExpectedSamples(field, test)));

    private static FieldTable<ExpectationReader, ExpectedAlert> ExpectedAlertFields { get; } = new(
        "an expected alert",
        new(TestExtensionReader.Key) { IsOffered = false },
        new("exp_labels", static (reader, field, ref alert) => alert = alert with { Labels = reader.Strings(field).ToEntries() }),
        new("exp_annotations", static (reader, field, ref alert) => alert = alert with { Annotations = reader.Strings(field).ToEntries() }));

    private static FieldTable<ExpectationReader, ExpectedSample> SampleFields { get; } = new(
        "an expected sample",
        new(TestExtensionReader.Key) { IsOffered = false },
        new("labels", static (reader, field, ref sample) => sample = sample with { Labels = reader.Text(field) }),
        new("value", static (reader, field, ref sample) => sample = sample with { Value = reader.ReadNumber(field.Value, sample.Matching) }),
        new("histogram", static (reader, field, ref sample) => sample = sample with { Histogram = reader.Text(field) }));

    /// <summary>Reads a test of an alert.</summary>
    /// <param name="node">The test.</param>
    /// <param name="outer">How the expectations around it are compared.</param>
    public AlertTest ReadAlert(YamlMapping node, ExpectationMatching outer)
    {
        var test = new AlertTest(node.Range, null, null, []) { Matching = ReadMatching(node, outer, TestExtensionReader.AlertTestFields) };
        AlertFields.Read(this, node, ref test);
        Extensions.CheckEmpty(node, test.Matching, test.ExpectedAlerts.IsEmpty, "exp_alerts");
        return test;
    }

    /// <summary>Reads a test of an expression.</summary>
    /// <param name="node">The test.</param>
    /// <param name="outer">How the expectations around it are compared.</param>
    public ExpressionTest ReadExpression(YamlMapping node, ExpectationMatching outer)
    {
        var test = new ExpressionTest(node.Range, null, null, []) { Matching = ReadMatching(node, outer, TestExtensionReader.ExpressionTestFields) };
        ExpressionFields.Read(this, node, ref test);
        if (test.Expression is not { Text: not "" } && node["expr"] is null or YamlScalar)
        {
            Errors.Add(RuleFileErrorKind.MissingExpression, HeadOf(node), "This test has no expression; write 'expr:' with one.");
        }

        Extensions.CheckEmpty(node, test.Matching, test.ExpectedSamples.IsEmpty, "exp_samples");
        return test;
    }

    private AlertTest ReadExpectedAlerts(FieldEntry field, AlertTest test) =>
        test with { ExpectedAlerts = Each(field, ExpectedAlertFields, alert => ReadExpectedAlert(alert, test.Matching with { IsAbsent = false })) };

    private ExpressionTest ReadExpectedSamples(FieldEntry field, ExpressionTest test) =>
        test with { ExpectedSamples = Each(field, SampleFields, sample => ReadSample(sample, test.Matching with { IsAbsent = false })) };

    private RuleExpression? ReadExpression(FieldEntry field) =>
        Expression(field, Options.PromQL with { Language = RuleFieldReader.LanguageOf(Schema) });

    private ExpectedAlert ReadExpectedAlert(YamlMapping node, ExpectationMatching outer)
    {
        var alert = new ExpectedAlert([], []) { Range = node.Range, Matching = ReadMatching(node, outer, TestExtensionReader.AlertFields) };
        ExpectedAlertFields.Read(this, node, ref alert);
        if (alert.Matching.IsExtended)
        {
            Extensions.CheckPatterns(alert.Labels.Concat(alert.Annotations));
        }

        return alert;
    }

    private ExpectedSample ReadSample(YamlMapping node, ExpectationMatching outer)
    {
        var sample = new ExpectedSample(null, null, null) { Range = node.Range, Matching = ReadMatching(node, outer, TestExtensionReader.SampleFields) };
        SampleFields.Read(this, node, ref sample);
        return sample;
    }

    private YamlScalar? ReadNumber(YamlNode node, ExpectationMatching matching)
    {
        if (matching.IsExtended && node is YamlScalar text && ExpectedPattern.IsPattern(text.Value))
        {
            Extensions.CheckPattern(text);
            return text;
        }

        if (node is YamlScalar scalar && (scalar.IsNull || YamlTypes.TypeOf(scalar) is YamlScalarType.Integer or YamlScalarType.Float))
        {
            return scalar.IsNull ? null : scalar;
        }

        bool isQuoted = node is YamlScalar quoted && double.TryParse(quoted.Value, NumberStyles.Float, CultureInfo.InvariantCulture, out _);
        Errors.Add(
            RuleFileErrorKind.WrongValueType,
            HeadOf(node),
            isQuoted ? "'value' is a number; write it without quotes, and not-a-number and infinity as '.nan' and '.inf'." : $"'value' is a number, but here stands {NameOfType(node)}.");
        return null;
    }
}
