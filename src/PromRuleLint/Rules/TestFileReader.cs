using System.Collections.Immutable;
using System.Globalization;
using PromRuleLint.Rules.TestExtensions;
using PromRuleLint.Text;
using PromRuleLint.Yaml;

namespace PromRuleLint.Rules;

/// <summary>Reads unit-test files. Goes on after an error; what is valid follows <c>cmd/promtool/unittest.go</c> of Prometheus.</summary>
public sealed class TestFileReader
{
    private static readonly string[] FileFields = ["rule_files", "evaluation_interval", "group_eval_order", "tests", "fuzzy_compare"];
    private static readonly string[] GroupFields = ["name", "interval", "input_series", "alert_rule_test", "promql_expr_test", "external_labels", "external_url", "start_timestamp"];
    private static readonly string[] SeriesFields = ["series", "values"];
    private static readonly string[] AlertFields = ["eval_time", "alertname", "exp_alerts"];
    private static readonly string[] ExpectedAlertFields = ["exp_labels", "exp_annotations"];
    private static readonly string[] ExpressionFields = ["expr", "eval_time", "exp_samples"];
    private static readonly string[] SampleFields = ["labels", "value", "histogram"];

    private readonly RuleFileReaderOptions _options;
    private readonly RuleFileErrors _errors = new();
    private readonly FieldReader _reader;
    private readonly TestExtensionReader _extensions;
    private TimeSpan _evaluationInterval = TimeSpan.FromMinutes(1);

    /// <summary>Whether the tests are those of vmalert-tool, which have fields of their own.</summary>
    private bool IsVictoriaMetrics => _options.Schema == RuleSchema.VictoriaMetrics;

    private TestFileReader(RuleFileReaderOptions options)
    {
        _options = options;
        _reader = new FieldReader(_errors) { LenientDurations = options.Schema == RuleSchema.VictoriaMetrics };
        _extensions = new TestExtensionReader(_reader, _errors);
    }

    /// <summary>
    /// Whether a YAML file is one of unit tests: it has <c>tests</c> with test groups, or <c>rule_files</c> beside them. Tests
    /// with <c>gates</c> are those of gates.
    /// </summary>
    public static bool IsTestFile(YamlFile yaml)
    {
        ArgumentNullException.ThrowIfNull(yaml);
        return yaml.Documents is [YamlMapping root, ..]
            && root["groups"] is null
            && root["scrape_configs"] is null
            && root["tests"] switch
            {
                YamlSequence tests when tests.Items.Any(static test => test is YamlMapping mapping && mapping["gates"] is not null) => false,
                YamlSequence tests => root["rule_files"] is not null || tests.Items.Any(static test =>
                    test is YamlMapping mapping && (mapping["input_series"] is not null || mapping["alert_rule_test"] is not null || mapping["promql_expr_test"] is not null || mapping["metricsql_expr_test"] is not null)),
                null => root["rule_files"] is not null && (root["evaluation_interval"] is not null || root["group_eval_order"] is not null),
                _ => root["rule_files"] is not null,
            };
    }

    /// <summary>Reads a file. Never throws on any text: faults stand in <see cref="TestFile.Errors"/>.</summary>
    public static TestFile Read(SourceText source, RuleFileReaderOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(source);
        return Read(YamlReader.Read(source), options);
    }

    /// <summary>Reads a file whose YAML was read before.</summary>
    public static TestFile Read(YamlFile yaml, RuleFileReaderOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(yaml);
        return new TestFileReader(options ?? RuleFileReaderOptions.Default).ReadFile(yaml);
    }

    private TestFile ReadFile(YamlFile yaml)
    {
        _errors.Add(yaml.Errors);
        YamlNode? document = yaml.Documents is [{ } first, ..] ? first : null;
        var undefined = new HashSet<TestVariable>();
        if (yaml.Documents.Length > 1 && yaml.Documents[1] is { } second)
        {
            _errors.Add(RuleFileErrorKind.SeveralDocuments, RuleDocument.HeadOf(second), "promtool reads only the first document of a file and ignores this one; put its tests into the first.");
        }

        ImmutableArray<YamlScalar> ruleFiles = [];
        RuleDuration? interval = null;
        ImmutableArray<YamlScalar> order = [];
        ImmutableArray<TestGroup> tests = [];
        bool fuzzy = false;
        if (document is not null && _reader.Mapping(document, "a unit-test file") is { } root)
        {
            ExpectationMatching matching = ReadMatching(root, ExpectationMatching.Promtool, TestExtensionReader.OfFile, "a unit-test file");
            _evaluationInterval = Positive(root["evaluation_interval"] as YamlScalar) ?? _evaluationInterval;
            foreach (YamlEntry written in root.Entries)
            {
                YamlEntry entry = FieldReader.NameOf(written) == "tests" ? written : Expand(written, undefined);
                switch (FieldReader.NameOf(entry))
                {
                    case TestExtensionReader.Key:
                        break;
                    case "rule_files":
                        ruleFiles = _reader.Texts(entry.Value, "rule_files");
                        break;
                    case "evaluation_interval":
                        interval = _reader.Duration(entry.Value, "evaluation_interval");
                        break;
                    case "group_eval_order":
                        order = _reader.Texts(entry.Value, "group_eval_order");
                        break;
                    case "fuzzy_compare":
                        fuzzy = Boolean(entry.Value, "fuzzy_compare");
                        break;
                    case "tests":
                        tests = [.. _reader.Each(entry.Value, "tests", "a test", test => ReadTest(test, matching, undefined)).SelectMany(static rows => rows)];
                        break;
                    default:
                        _reader.UnknownField(entry, FileFields, "a unit-test file");
                        break;
                }
            }
        }

        ImmutableArray<SourceRange> cut = UnreadParts.Cut(yaml.Source, yaml.Unread, [.. tests.Select(static test => test.Range)]);
        foreach (SourceRange test in cut)
        {
            _errors.Forget(test);
        }

        return new TestFile
        {
            Source = yaml.Source,
            Fields = (document as YamlMapping)?.Entries ?? [],
            Head = document is null ? default : RuleDocument.HeadOf(document),
            RuleFiles = ruleFiles,
            EvaluationInterval = interval,
            GroupEvalOrder = order,
            FuzzyCompare = fuzzy,
            Tests = cut.IsEmpty ? tests : tests.RemoveAll(test => cut.Contains(test.Range)),
            UndefinedVariables = [.. undefined.OrderBy(static variable => variable.Range.Start)],
            Errors = _errors.ToImmutable(yaml.Aliases),
            Comments = yaml.Comments,
        };
    }

    private ExpectationMatching ReadMatching(YamlMapping node, ExpectationMatching outer, string[] fields, string what)
    {
        if (!_options.PromtoolOnly)
        {
            return _extensions.Read(node, outer, fields, what);
        }

        foreach (YamlEntry entry in node.Entries.Where(static entry => FieldReader.NameOf(entry) == TestExtensionReader.Key))
        {
            _errors.Add(RuleFileErrorKind.UnknownField, entry.KeyRange, "'promrulelint' is no part of promtool's language; leave it out, or let the extensions be read.");
        }

        return outer;
    }

    private YamlEntry Expand(YamlEntry entry, HashSet<TestVariable> undefined) => entry with { Value = Expand(entry.Value, ImmutableDictionary<string, string>.Empty, undefined) };

    private YamlNode Expand(YamlNode node, ImmutableDictionary<string, string> parameters, HashSet<TestVariable> undefined)
    {
        if (_options.PromtoolOnly)
        {
            return node;
        }

        var expander = new TestVariableExpander(_options.Variables, parameters);
        YamlNode expanded = expander.Expand(node);
        undefined.UnionWith(expander.Undefined);
        return expanded;
    }

    /// <summary>A test, or with a table of parameters one for each of its rows.</summary>
    private ImmutableArray<TestGroup> ReadTest(YamlMapping node, ExpectationMatching outer, HashSet<TestVariable> undefined)
    {
        ImmutableArray<ImmutableDictionary<string, string>> rows = _options.PromtoolOnly ? [ImmutableDictionary<string, string>.Empty] : new TestParameters(_errors).RowsOf(node, table => Expand(table, ImmutableDictionary<string, string>.Empty, undefined));
        bool isNamedByRow = node["name"] is YamlScalar written && rows[0].Keys.Any(parameter => written.Value.Contains($"${{{parameter}}}", StringComparison.Ordinal));
        return [.. rows.Select(row => ReadGroup((YamlMapping)Expand(node, row, undefined), outer, row, isNamedByRow))];
    }

    /// <summary>The name of a test that is a row: with the row's values where it has none of them.</summary>
    private static YamlScalar? NameOfRow(YamlMapping node, YamlScalar? name, ImmutableDictionary<string, string> row, bool isNamedByRow)
    {
        if (row.IsEmpty || isNamedByRow)
        {
            return name;
        }

        string values = string.Join(", ", row.OrderBy(static cell => cell.Key, StringComparer.Ordinal).Select(static cell => $"{cell.Key}={cell.Value}"));
        string text = name is { Value: not "" } ? $"{name.Value} ({values})" : values;
        SourceRange place = name?.Range ?? RuleDocument.HeadOf(node);
        return new YamlScalar(place, text, YamlScalarStyle.Plain, () => new ScalarMap([new ScalarMap.Run(0, place.Start, place.Length, IsLinear: false)], text.Length, place.End));
    }

    private TestGroup ReadGroup(YamlMapping node, ExpectationMatching outer, ImmutableDictionary<string, string> row, bool isNamedByRow)
    {
        ExpectationMatching matching = ReadMatching(node, outer, TestExtensionReader.OfTest, "a test");
        YamlScalar? name = null;
        RuleDuration? interval = null;
        ImmutableArray<TestSeries> series = [];
        ImmutableArray<AlertTest> alerts = [];
        ImmutableArray<ExpressionTest> expressions = [];
        ImmutableArray<LabelEntry> labels = [];
        YamlScalar? url = null;
        YamlScalar? start = null;
        foreach (YamlEntry entry in node.Entries)
        {
            switch (FieldReader.NameOf(entry))
            {
                case TestExtensionReader.Key:
                    break;
                case "name":
                    name = _reader.Text(entry.Value, "name");
                    break;
                case "interval":
                    interval = _reader.Duration(entry.Value, "interval");
                    break;
                case "input_series":
                    series = _reader.Each(entry.Value, "input_series", "an input series", ReadSeries);
                    break;
                case "alert_rule_test":
                    alerts = _reader.Each(entry.Value, "alert_rule_test", "a test of an alert", alert => ReadAlert(alert, matching));
                    break;
                case "metricsql_expr_test" when IsVictoriaMetrics:
                    expressions = expressions.AddRange(_reader.Each(entry.Value, "metricsql_expr_test", "a test of an expression", expression => ReadExpression(expression, matching)));
                    break;
                case "promql_expr_test":
                    expressions = _reader.Each(entry.Value, "promql_expr_test", "a test of an expression", expression => ReadExpression(expression, matching));
                    break;
                case "external_labels":
                    labels = _reader.Strings(entry.Value, "external_labels");
                    break;
                case "external_url":
                    url = _reader.Text(entry.Value, "external_url");
                    break;
                case "start_timestamp":
                    start = ReadStart(entry.Value);
                    break;
                case "metricsql_expr_test":
                    _reader.UnknownField(entry, GroupFields, "a test", RuleSchema.VictoriaMetrics);
                    break;
                default:
                    _reader.UnknownField(entry, GroupFields, "a test");
                    break;
            }
        }

        return new TestGroup
        {
            Range = node.Range,
            Node = node,
            Name = NameOfRow(node, name, row, isNamedByRow),
            IsParameterized = !row.IsEmpty,
            Interval = interval,
            InputSeries = Generate(series, interval, alerts, expressions),
            AlertTests = alerts,
            ExpressionTests = expressions,
            ExternalLabels = labels,
            ExternalUrl = url,
            StartTimestamp = start,
        };
    }

    /// <summary>Puts values in place of their descriptions, up to the last expectation of the test.</summary>
    private ImmutableArray<TestSeries> Generate(ImmutableArray<TestSeries> series, RuleDuration? interval, ImmutableArray<AlertTest> alerts, ImmutableArray<ExpressionTest> expressions)
    {
        if (series.All(static each => each.Description is null))
        {
            return series;
        }

        TimeSpan step = interval?.Value is { } given && given > TimeSpan.Zero ? given : _evaluationInterval;
        TimeSpan end = alerts.Select(static test => test.EvalTime).Concat(expressions.Select(static test => test.EvalTime)).Select(static time => time?.Value ?? TimeSpan.Zero).DefaultIfEmpty(TimeSpan.Zero).Max();
        return [.. series.Select(each => each.Description is { } description ? each with { Values = ValuesOf(description, step, end) } : each)];
    }

    private static YamlScalar ValuesOf(YamlScalar description, TimeSpan step, TimeSpan end)
    {
        string notation = GeneratedSeries.Parse(description.Value).ToNotation(step, end);
        SourceRange place = description.Range;
        return new YamlScalar(place, notation, YamlScalarStyle.Plain, () => new ScalarMap([new ScalarMap.Run(0, place.Start, place.Length, IsLinear: false)], notation.Length, place.End));
    }

    private static TimeSpan? Positive(YamlScalar? duration) =>
        duration is not null && PromQL.PrometheusDuration.TryParse(duration.Value, out TimeSpan value, out _) && value > TimeSpan.Zero ? value : null;

    private TestSeries ReadSeries(YamlMapping node)
    {
        YamlScalar? description = _options.PromtoolOnly ? null : _extensions.Generated(node);
        if (_options.PromtoolOnly)
        {
            ReadMatching(node, ExpectationMatching.Promtool, [], "an input series");
        }

        YamlScalar? series = null;
        YamlScalar? values = null;
        foreach (YamlEntry entry in node.Entries)
        {
            switch (FieldReader.NameOf(entry))
            {
                case TestExtensionReader.Key:
                    break;
                case "series":
                    series = _reader.Text(entry.Value, "series");
                    break;
                case "values":
                    values = _reader.Text(entry.Value, "values");
                    break;
                default:
                    _reader.UnknownField(entry, SeriesFields, "an input series");
                    break;
            }
        }

        if (description is not null && values is { IsNull: false })
        {
            _errors.Add(RuleFileErrorKind.WrongValueType, values.Range, "The values are generated, and written too; leave one of them out.");
        }

        return new TestSeries(node.Range, series, values) { Description = description };
    }

    private AlertTest ReadAlert(YamlMapping node, ExpectationMatching outer)
    {
        ExpectationMatching matching = ReadMatching(node, outer, TestExtensionReader.OfAlertTest, "a test of an alert");
        RuleDuration? time = null;
        YamlScalar? name = null;
        ImmutableArray<ExpectedAlert> alerts = [];
        foreach (YamlEntry entry in node.Entries)
        {
            switch (FieldReader.NameOf(entry))
            {
                case TestExtensionReader.Key:
                    break;
                case "eval_time":
                    time = _reader.Duration(entry.Value, "eval_time");
                    break;
                case "alertname":
                    name = _reader.Text(entry.Value, "alertname");
                    break;
                case "groupname" when IsVictoriaMetrics:
                    _ = _reader.Text(entry.Value, "groupname");
                    break;
                case "exp_alerts":
                    alerts = _reader.Each(entry.Value, "exp_alerts", "an expected alert", alert => ReadExpectedAlert(alert, matching with { IsAbsent = false }));
                    break;
                case "groupname":
                    _reader.UnknownField(entry, AlertFields, "a test of an alert", RuleSchema.VictoriaMetrics);
                    break;
                default:
                    _reader.UnknownField(entry, AlertFields, "a test of an alert");
                    break;
            }
        }

        _extensions.CheckEmpty(node, matching, alerts.IsEmpty, "exp_alerts");
        return new AlertTest(node.Range, time, name, alerts) { Matching = matching };
    }

    private ExpectedAlert ReadExpectedAlert(YamlMapping node, ExpectationMatching outer)
    {
        ExpectationMatching matching = ReadMatching(node, outer, TestExtensionReader.OfAlert, "an expected alert");
        ImmutableArray<LabelEntry> labels = [];
        ImmutableArray<LabelEntry> annotations = [];
        foreach (YamlEntry entry in node.Entries)
        {
            switch (FieldReader.NameOf(entry))
            {
                case TestExtensionReader.Key:
                    break;
                case "exp_labels":
                    labels = _reader.Strings(entry.Value, "exp_labels");
                    break;
                case "exp_annotations":
                    annotations = _reader.Strings(entry.Value, "exp_annotations");
                    break;
                default:
                    _reader.UnknownField(entry, ExpectedAlertFields, "an expected alert");
                    break;
            }
        }

        if (matching.IsExtended)
        {
            _extensions.CheckPatterns(labels.Concat(annotations));
        }

        return new ExpectedAlert(labels, annotations) { Range = node.Range, Matching = matching };
    }

    private ExpressionTest ReadExpression(YamlMapping node, ExpectationMatching outer)
    {
        ExpectationMatching matching = ReadMatching(node, outer, TestExtensionReader.OfSamples, "a test of an expression");
        RuleExpression? expression = null;
        RuleDuration? time = null;
        ImmutableArray<ExpectedSample> samples = [];
        foreach (YamlEntry entry in node.Entries)
        {
            switch (FieldReader.NameOf(entry))
            {
                case TestExtensionReader.Key:
                    break;
                case "expr":
                    expression = _reader.Expression(entry.Value, "expr", _options.PromQL with { Language = RuleGroupReader.LanguageOf(_options.Schema) });
                    break;
                case "eval_time":
                    time = _reader.Duration(entry.Value, "eval_time");
                    break;
                case "exp_samples":
                    samples = _reader.Each(entry.Value, "exp_samples", "an expected sample", sample => ReadSample(sample, matching with { IsAbsent = false }));
                    break;
                default:
                    _reader.UnknownField(entry, ExpressionFields, "a test of an expression");
                    break;
            }
        }

        if (expression is not { Text: not "" } && node["expr"] is null or YamlScalar)
        {
            _errors.Add(RuleFileErrorKind.MissingExpression, RuleDocument.HeadOf(node), "This test has no expression; write 'expr:' with one.");
        }

        _extensions.CheckEmpty(node, matching, samples.IsEmpty, "exp_samples");
        return new ExpressionTest(node.Range, expression, time, samples) { Matching = matching };
    }

    private ExpectedSample ReadSample(YamlMapping node, ExpectationMatching outer)
    {
        ExpectationMatching matching = ReadMatching(node, outer, TestExtensionReader.OfSamples, "an expected sample");
        YamlScalar? labels = null;
        YamlScalar? value = null;
        YamlScalar? histogram = null;
        foreach (YamlEntry entry in node.Entries)
        {
            switch (FieldReader.NameOf(entry))
            {
                case TestExtensionReader.Key:
                    break;
                case "labels":
                    labels = _reader.Text(entry.Value, "labels");
                    break;
                case "value":
                    value = ReadNumber(entry.Value, matching);
                    break;
                case "histogram":
                    histogram = _reader.Text(entry.Value, "histogram");
                    break;
                default:
                    _reader.UnknownField(entry, SampleFields, "an expected sample");
                    break;
            }
        }

        return new ExpectedSample(labels, value, histogram) { Range = node.Range, Matching = matching };
    }

    private YamlScalar? ReadNumber(YamlNode node, ExpectationMatching matching)
    {
        if (matching.IsExtended && node is YamlScalar text && ExpectedPattern.IsPattern(text.Value))
        {
            _extensions.CheckPattern(text);
            return text;
        }

        if (node is YamlScalar scalar && (scalar.IsNull || YamlTypes.TypeOf(scalar) is YamlScalarType.Integer or YamlScalarType.Float))
        {
            return scalar.IsNull ? null : scalar;
        }

        bool isQuoted = node is YamlScalar quoted && double.TryParse(quoted.Value, NumberStyles.Float, CultureInfo.InvariantCulture, out _);
        _errors.Add(
            RuleFileErrorKind.WrongValueType,
            RuleDocument.HeadOf(node),
            isQuoted ? "'value' is a number; write it without quotes, and not-a-number and infinity as '.nan' and '.inf'." : $"'value' is a number, but here stands {FieldReader.NameOfType(node)}.");
        return null;
    }

    private YamlScalar? ReadStart(YamlNode node)
    {
        if (_reader.Text(node, "start_timestamp") is not { } scalar || scalar.IsNull)
        {
            return null;
        }

        if (!double.TryParse(scalar.Value, NumberStyles.Float, CultureInfo.InvariantCulture, out _)
            && !DateTimeOffset.TryParse(scalar.Value, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out _))
        {
            _errors.Add(RuleFileErrorKind.WrongValueType, scalar.Range, $"'{scalar.Value}' is no time; write Unix seconds or an RFC 3339 time such as '2024-01-01T00:00:00Z'.");
        }

        return scalar;
    }

    private bool Boolean(YamlNode node, string field)
    {
        if (node is YamlScalar scalar && (scalar.IsNull || YamlTypes.TypeOf(scalar) == YamlScalarType.Boolean))
        {
            return scalar.Value is "true" or "True" or "TRUE";
        }

        _errors.Add(RuleFileErrorKind.WrongValueType, RuleDocument.HeadOf(node), $"'{field}' is 'true' or 'false', but here stands {FieldReader.NameOfType(node)}.");
        return false;
    }
}
