using System.Collections.Immutable;
using System.Globalization;
using PromRuleLint.Rules.Mappings;
using PromRuleLint.Rules.TestExtensions;
using PromRuleLint.Text;
using PromRuleLint.Yaml;

namespace PromRuleLint.Rules;

/// <summary>Reads the tests of a unit-test file.</summary>
/// <param name="options">How the file is read.</param>
/// <param name="errors">Takes what is wrong.</param>
internal sealed class TestGroupReader(RuleFileReaderOptions options, RuleFileErrors errors) : TestFieldReader(options, errors)
{
    private readonly ExpectationReader _expectations = new(options, errors);

    /// <summary>The fields of a test (<c>testGroup</c> in <c>cmd/promtool/unittest.go</c>; vmalert-tool has some of its own).</summary>
    public static FieldTable<TestGroupReader, TestGroupParts> Fields { get; } = new(
        "a test",
        new(TestExtensionReader.Key) { IsOffered = false },
        new("name", static (reader, field, ref test) => test.Name = reader.Text(field)),
        new("interval", static (reader, field, ref test) => test.Interval = reader.Duration(field)),
        new("input_series", static (reader, field, ref test) => test.InputSeries = reader.Each(field, SeriesFields, reader.ReadSeries)),
        new("alert_rule_test", static (reader, field, ref test) => test.AlertTests = reader.ReadAlertTests(field, test.Matching)),
        new("metricsql_expr_test", static (reader, field, ref test) => test.ExpressionTests = test.ExpressionTests.AddRange(reader.ReadExpressionTests(field, test.Matching))) { Only = [RuleSchema.VictoriaMetrics] },
        new("promql_expr_test", static (reader, field, ref test) => test.ExpressionTests = reader.ReadExpressionTests(field, test.Matching)),
        new("external_labels", static (reader, field, ref test) => test.ExternalLabels = reader.Strings(field).ToEntries()),
        new("external_url", static (reader, field, ref test) => test.ExternalUrl = reader.Text(field)),
        new("start_timestamp", static (reader, field, ref test) => test.StartTimestamp = reader.ReadStart(field)) { Since = new(3, 9) });

    private static FieldTable<TestGroupReader, TestSeries> SeriesFields { get; } = new(
        "an input series",
        new(TestExtensionReader.Key) { IsOffered = false },
        new("series", static (reader, field, ref series) => series = series with { Series = reader.Text(field) }),
        new("values", static (reader, field, ref series) => series = series with { Values = reader.Text(field) }));

    /// <summary>How often rules are evaluated: the time between samples for tests that set no interval.</summary>
    public TimeSpan EvaluationInterval { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>Variables without a value.</summary>
    public HashSet<TestVariable> Undefined { get; } = [];

    /// <summary>Reads a test; with a table of parameters, one test for each row.</summary>
    /// <param name="node">The test.</param>
    /// <param name="outer">How the expectations of the file are compared.</param>
    public ImmutableArray<TestGroup> Read(YamlMapping node, ExpectationMatching outer)
    {
        ImmutableArray<ImmutableDictionary<string, string>> rows = Options.PromtoolOnly ? [ImmutableDictionary<string, string>.Empty] : new TestParameters(Errors).RowsOf(node, Expand);
        bool isNamedByRow = node["name"] is YamlScalar written && rows[0].Keys.Any(parameter => written.Value.Contains($"${{{parameter}}}", StringComparison.Ordinal));
        return [.. rows.Select(row => ReadRow((YamlMapping)Expand(node, row), outer, row, isNamedByRow))];
    }

    /// <summary>A value with variables replaced.</summary>
    public YamlNode Expand(YamlNode node) => Expand(node, ImmutableDictionary<string, string>.Empty);

    private YamlNode Expand(YamlNode node, ImmutableDictionary<string, string> parameters)
    {
        if (Options.PromtoolOnly)
        {
            return node;
        }

        var expander = new TestVariableExpander(Options.Variables, parameters);
        YamlNode expanded = expander.Expand(node);
        Undefined.UnionWith(expander.Undefined);
        return expanded;
    }

    private TestGroup ReadRow(YamlMapping node, ExpectationMatching outer, ImmutableDictionary<string, string> row, bool isNamedByRow)
    {
        var test = new TestGroupParts(ReadMatching(node, outer, TestExtensionReader.TestFields));
        Fields.Read(this, node, ref test);
        return new TestGroup
        {
            Range = node.Range,
            Node = node,
            Name = NameOfRow(node, test.Name, row, isNamedByRow),
            IsParameterized = !row.IsEmpty,
            Interval = test.Interval,
            InputSeries = Generate(test),
            AlertTests = test.AlertTests,
            ExpressionTests = test.ExpressionTests,
            ExternalLabels = test.ExternalLabels,
            ExternalUrl = test.ExternalUrl,
            StartTimestamp = test.StartTimestamp,
        };
    }

    /// <summary>The name of a test that is a row of a table. The values of the row are added if the name does not contain a parameter.</summary>
    private static YamlScalar? NameOfRow(YamlMapping node, YamlScalar? name, ImmutableDictionary<string, string> row, bool isNamedByRow)
    {
        if (row.IsEmpty || isNamedByRow)
        {
            return name;
        }

        string values = string.Join(", ", row.OrderBy(static cell => cell.Key, StringComparer.Ordinal).Select(static cell => $"{cell.Key}={cell.Value}"));
        string text = name is { Value: not "" } ? $"{name.Value} ({values})" : values;
        return MadeAt(name?.Range ?? HeadOf(node), text);
    }

    /// <summary>A text that is not in the file; all of it maps to one range.</summary>
    private static YamlScalar MadeAt(SourceRange place, string text) =>
        new(place, text, YamlScalarStyle.Plain, () => new ScalarMap([new ScalarMap.Run(0, place.Start, place.Length, IsLinear: false)], text.Length, place.End));

    private ImmutableArray<AlertTest> ReadAlertTests(FieldEntry field, ExpectationMatching matching) =>
        Each(field, ExpectationReader.AlertFields, alert => _expectations.ReadAlert(alert, matching));

    private ImmutableArray<ExpressionTest> ReadExpressionTests(FieldEntry field, ExpectationMatching matching) =>
        Each(field, ExpectationReader.ExpressionFields, expression => _expectations.ReadExpression(expression, matching));

    private TestSeries ReadSeries(YamlMapping node)
    {
        var series = new TestSeries(node.Range, null, null) { Description = Options.PromtoolOnly ? null : Extensions.Generated(node) };
        if (Options.PromtoolOnly)
        {
            ReportExtensions(node);
        }

        SeriesFields.Read(this, node, ref series);
        if (series is { Description: not null, Values: { IsNull: false } values })
        {
            Errors.Add(RuleFileErrorKind.WrongValueType, values.Range, "The values are generated, and written too; leave one of them out.");
        }

        return series;
    }

    /// <summary>Puts values in place of their descriptions, up to the last expectation of the test.</summary>
    private ImmutableArray<TestSeries> Generate(in TestGroupParts test)
    {
        if (test.InputSeries.All(static each => each.Description is null))
        {
            return test.InputSeries;
        }

        TimeSpan step = test.Interval?.Value is { } given && given > TimeSpan.Zero ? given : EvaluationInterval;
        IEnumerable<RuleDuration?> times = test.AlertTests.Select(static test => test.EvalTime).Concat(test.ExpressionTests.Select(static test => test.EvalTime));
        TimeSpan end = times.Select(static time => time?.Value ?? TimeSpan.Zero).DefaultIfEmpty(TimeSpan.Zero).Max();
        return [.. test.InputSeries.Select(each => each.Description is { } description ? each with { Values = ValuesOf(description, step, end) } : each)];
    }

    private static YamlScalar ValuesOf(YamlScalar description, TimeSpan step, TimeSpan end) =>
        MadeAt(description.Range, GeneratedSeries.Parse(description.Value).ToNotation(step, end));

    private YamlScalar? ReadStart(FieldEntry field)
    {
        if (Text(field) is not { } scalar || scalar.IsNull)
        {
            return null;
        }

        if (!double.TryParse(scalar.Value, NumberStyles.Float, CultureInfo.InvariantCulture, out _)
            && !DateTimeOffset.TryParse(scalar.Value, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out _))
        {
            Errors.Add(RuleFileErrorKind.WrongValueType, scalar.Range, $"'{scalar.Value}' is no time; write Unix seconds or an RFC 3339 time such as '2024-01-01T00:00:00Z'.");
        }

        return scalar;
    }
}
