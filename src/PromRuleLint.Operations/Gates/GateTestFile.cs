using System.Collections.Immutable;
using PromRuleLint.Configuration;
using PromRuleLint.Evaluation;
using PromRuleLint.Gates;
using PromRuleLint.PromQL;
using PromRuleLint.Rules.Mappings;
using PromRuleLint.Text;
using PromRuleLint.Yaml;

namespace PromRuleLint.Operations.Gates;

/// <summary>Reads unit tests of gates. They are written as those of rules are: <c>tests</c> with <c>input_series</c>.</summary>
internal static class GateTestFile
{
    private const int MaxSamples = 10_000_000;
    private const string NoTests = "there are no 'tests' with 'input_series' and 'gates'";

    private static readonly FieldTable<ConfigurationInput, GateTests> Fields = new(
        "a key of a file with tests of gates",
        new("rule_files", static (input, field, ref file) => file = file with { RuleFiles = ReadRuleFiles(input, field.Value) }),
        new("evaluation_interval", static (input, field, ref file) => file = input.Duration(field.Value) is { } interval ? file with { EvaluationInterval = interval } : file),
        new("tests", static (input, field, ref file) => file = file with { Tests = ReadTests(input, field.Value) }));

    private static readonly FieldTable<ConfigurationInput, GateTestParts> TestFields = new(
        "a key of a test of gates",
        new("name", static (input, field, ref test) => test.Name = Line(input, field.Value, "The name of a test")),
        new("interval", static (input, field, ref test) => test.Interval = input.Duration(field.Value)),
        new("at", static (input, field, ref test) => test.At = ReadTime(input, field.Value)),
        new("input_series", static (_, field, ref test) => test.InputSeries = field.Value as YamlSequence),
        new("gates", static (_, field, ref test) => test.Gates = field.Value as YamlMapping))
    {
        Expected = "A test is a mapping with the keys",
    };

    private static readonly FieldTable<ConfigurationInput, (string Series, string Values)> SeriesFields = new(
        "a key of an input series",
        new("series", static (input, field, ref line) => line.Series = input.Text(field.Value, "A series")?.Value ?? ""),
        new("values", static (input, field, ref line) => line.Values = Line(input, field.Value, "The values of a series")))
    {
        Expected = "An input series is a mapping with the keys",
    };

    /// <summary>Reads a file; null with what is wrong in it where it is none.</summary>
    public static GateTests? Read(SourceText source, out string fault)
    {
        var input = new ConfigurationInput(source, []);
        YamlNode? root = input.ReadDocument("A file with tests of gates");
        var tests = new GateTests([], [], TimeSpan.FromMinutes(1));
        if (root is not null)
        {
            Fields.Read(input, root, ref tests);
        }

        if (input.TakeDiagnostics() is [var first, ..])
        {
            fault = $"{source.GetPosition(first.Location.Range.Start)}: {first.Message}";
            return null;
        }

        fault = tests.Tests.IsEmpty ? NoTests : "";
        return tests.Tests.IsEmpty ? null : tests;
    }

    private static ImmutableArray<string> ReadRuleFiles(ConfigurationInput input, YamlNode node)
    {
        if (input.Texts(node, "A rule file") is not { IsEmpty: false } files)
        {
            input.Report(node, "rule_files is a list of the rules that are evaluated over the series");
            return [];
        }

        return [.. files.Select(static file => file.Value)];
    }

    private static ImmutableArray<GateTest> ReadTests(ConfigurationInput input, YamlNode node)
    {
        if (node is not YamlSequence { Items.Length: > 0 } tests)
        {
            input.Report(node, NoTests);
            return [];
        }

        return [.. tests.Items.Select(item => ReadTest(input, item)).OfType<GateTest>()];
    }

    private static GateTest? ReadTest(ConfigurationInput input, YamlNode node)
    {
        var test = new GateTestParts();
        TestFields.Read(input, node, ref test);
        if (test is not { Gates.Entries.Length: > 0, InputSeries: not null })
        {
            // Where a key is unknown, it may be the missing one.
            if (!input.HasReported)
            {
                input.Report(node, "a test has 'input_series', and 'gates' with a verdict each");
            }

            return null;
        }

        if (test.Interval is not { } interval)
        {
            return null;
        }

        var series = new SeriesSet();
        foreach (YamlNode each in test.InputSeries.Items)
        {
            if (!Load(input, each, interval, series))
            {
                return null;
            }
        }

        long last = series.All.Where(static each => each.Count > 0).Select(static each => each[each.Count - 1].Time).Append(0).Max();
        return new GateTest(test.Name, series, test.At is { } at ? (long)at.TotalMilliseconds : last, ReadVerdicts(input, test.Gates));
    }

    /// <summary>Adds a series; whether it could be.</summary>
    private static bool Load(ConfigurationInput input, YamlNode node, TimeSpan interval, SeriesSet series)
    {
        var line = (Series: "", Values: "");
        SeriesFields.Read(input, node, ref line);
        if (input.HasReported)
        {
            return false;
        }

        if (line.Series.Length == 0)
        {
            input.Report(node, "an input series has 'series', its name and labels");
            return false;
        }

        SeriesDescription description = SeriesDescription.Parse($"{line.Series} {line.Values}");
        if (description.Errors.Length > 0)
        {
            input.Report(node, $"'{line.Series}': {description.Errors[0].Message}");
            return false;
        }

        if (description.HasStartTimes || series.Find(Labels.From(description)) is not null || description.Items.Sum(static item => (double)item.Count) + series.All.Sum(static one => (double)one.Count) > MaxSamples)
        {
            input.Report(node, $"'{line.Series}' cannot be loaded: it stands there twice, gives start times, or the test has more than {MaxSamples} samples");
            return false;
        }

        series.Load(description, 0, (long)interval.TotalMilliseconds);
        return true;
    }

    private static ImmutableArray<(string Gate, GateVerdict Verdict)> ReadVerdicts(ConfigurationInput input, YamlMapping gates)
    {
        var expected = ImmutableArray.CreateBuilder<(string, GateVerdict)>();
        foreach ((YamlScalar gate, YamlNode value) in input.Named(gates, "The name of a gate"))
        {
            if (input.Word(value, "a verdict", ("GO", GateVerdict.Go), ("HOLD", GateVerdict.Hold), ("NO-GO", GateVerdict.NoGo)) is { } verdict)
            {
                expected.Add((gate.Value, verdict));
            }
        }

        return expected.ToImmutable();
    }

    /// <summary>A time from the first sample; unlike a duration it may be 0.</summary>
    private static TimeSpan? ReadTime(ConfigurationInput input, YamlNode node)
    {
        if (input.Text(node, "A time, such as 5m,") is not { } scalar)
        {
            return null;
        }

        if (PrometheusDuration.TryParse(scalar.Value, out TimeSpan time, out string error))
        {
            return time;
        }

        input.Report(scalar, error);
        return null;
    }

    /// <summary>A text that may be empty.</summary>
    private static string Line(ConfigurationInput input, YamlNode node, string what) =>
        node is YamlScalar ? node.Text ?? "" : input.Text(node, what)?.Value ?? "";
}
