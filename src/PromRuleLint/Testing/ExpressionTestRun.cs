using System.Collections.Immutable;
using System.Globalization;
using PromRuleLint.Evaluation;
using PromRuleLint.PromQL;
using PromRuleLint.PromQL.Printing;
using PromRuleLint.PromQL.Syntax;
using PromRuleLint.Rules;
using PromRuleLint.Rules.TestExtensions;
using PromRuleLint.Text;
using PromRuleLint.Yaml;

namespace PromRuleLint.Testing;

/// <summary>One test of an expression.</summary>
internal sealed class ExpressionTestRun(ExpressionTest test, bool isFuzzy, RuleRunContext context, long start)
{
    private const string ValueField = "value";

    private readonly SourceRange _place = test.Expression?.Scalar.Range ?? test.Range;

    /// <summary>What came, sample by sample; empty before the run and where it failed.</summary>
    public ImmutableArray<SortedDictionary<string, string>> Came { get; private set; } = [];

    /// <summary>Runs the test; the failure, or null where it holds.</summary>
    public TestFailure? Run()
    {
        TimeSpan time = test.EvalTime?.Value ?? TimeSpan.Zero;
        string shown = $"{Shorten(test.Expression?.Text ?? "")} at {PrometheusDuration.Format(time)}";
        if (test.Expression?.Root is not { } root || test.Expression.Parse.Errors.Length > 0)
        {
            string reason = test.Expression?.Parse.Errors is [var error, ..] ? error.Message : "no expression found in input";
            return new TestFailure(TestFailureKind.Evaluation, _place, $"{shown} cannot be read: {reason}.") { Time = time };
        }

        var actual = new List<SortedDictionary<string, string>>();
        try
        {
            foreach (VectorElement element in context.Evaluate(root, start + (long)time.TotalMilliseconds))
            {
                actual.Add(FieldsOf(element));
            }
        }
        catch (RuleEvaluationException exception)
        {
            return new TestFailure(TestFailureKind.Evaluation, _place, $"{shown} cannot be evaluated: {exception.Message}.") { Time = time, Expression = test.Expression.Text };
        }

        Came = [.. actual];
        var expected = new List<ExpectedItem>();
        foreach (ExpectedSample sample in test.ExpectedSamples)
        {
            if (Read(sample, out TestFailure? failure) is not { } item)
            {
                return failure! with { Time = time };
            }

            expected.Add(item);
        }

        ImmutableArray<ExpectationDifference> differences = ItemMatching.Compare(expected, actual, _place, Describe, AreEqual);
        if (differences.IsEmpty)
        {
            return null;
        }

        bool isExtended = test.Matching.IsExtended || test.ExpectedSamples.Any(static sample => sample.Matching.IsExtended);
        return new TestFailure(TestFailureKind.Samples, ItemMatching.PlaceOf(differences, _place), $"{shown}: {Describe(expected, actual.Count, differences)}.")
        {
            Time = time,
            Differences = differences,
            Expression = test.Expression.Text.Trim(),
            Actual = isExtended ? default : [.. actual],
            Expectation = test.Range,
        };
    }

    private static string Describe(List<ExpectedItem> items, int actual, ImmutableArray<ExpectationDifference> differences)
    {
        int expected = items.Count(static item => !item.Matching.IsAbsent);
        if (expected == 0 && items.Count > 0)
        {
            return $"expected none of {Count(items.Count)}, but {differences.Length} came";
        }

        string came = actual == 0 ? "none came"
            : expected == actual ? $"{ItemMatching.CountOf(differences)} differ{(ItemMatching.CountOf(differences) == 1 ? "s" : "")}"
            : $"{Count(actual)} came";
        return $"expected {Count(expected)}, but {came}";
    }

    private static string Count(int count) => count switch
    {
        0 => "no sample",
        1 => "1 sample",
        _ => $"{count} samples",
    };

    private static string Shorten(string text)
    {
        string line = string.Join(' ', text.Split(['\n', '\r', ' ', '\t'], StringSplitOptions.RemoveEmptyEntries));
        return line.Length <= 80 ? line : line[..79] + "…";
    }

    private static SortedDictionary<string, string> FieldsOf(VectorElement element)
    {
        var fields = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach ((string name, string value) in element.Labels)
        {
            fields["label " + name] = value;
        }

        fields[ValueField] = element.Histogram is { } histogram ? histogram.ToString() : GoText.Shortest(element.Value);
        return fields;
    }

    private static ExpectedItem? Read(ExpectedSample sample, out TestFailure? failure)
    {
        // An item that must not come is named by its expectation.
        var item = new ExpectedItem(sample.Range, new SortedDictionary<string, string>(StringComparer.Ordinal))
        {
            Matching = sample.Matching.IsAbsent ? sample.Matching with { IsPartial = true } : sample.Matching,
        };
        failure = ReadLabels(sample, item) ?? ReadValue(sample, item);
        return failure is null ? item : null;
    }

    private static TestFailure? ReadLabels(ExpectedSample sample, ExpectedItem item)
    {
        string text = sample.Labels?.Value ?? "";
        SeriesDescription description = SeriesDescription.ParseMetric(text);
        if (description.Errors.IsEmpty)
        {
            foreach (SeriesLabel label in description.Labels.Where(static label => label.Value.Length > 0))
            {
                item.Fields["label " + label.Name] = label.Value;
            }

            return null;
        }

        (TextRange range, string message) = (description.Errors[0].Range, description.Errors[0].Message);
        if (sample.Matching.IsExtended && ExpectedPattern.ReadLabels(text, out PromQLError? error) is { } matchers)
        {
            foreach (LabelMatcher matcher in matchers)
            {
                item.Set(matcher);
            }

            return null;
        }

        return new TestFailure(TestFailureKind.InvalidTest, sample.Labels!.ToSource(range), $"The labels of the expected sample cannot be read: {message}.");
    }

    private static TestFailure? ReadValue(ExpectedSample sample, ExpectedItem item)
    {
        if (sample.Histogram is not { Value: not "" } histogram)
        {
            // One that may not come is named by its labels; its value only where it is given.
            if (sample.Value is not null || !sample.Matching.IsAbsent)
            {
                item.Set(ValueField, sample.Value is not { } value ? "0" : YamlTypes.TryGetNumber(value, out double number) ? GoText.Shortest(number) : ExpectedPattern.IsPattern(value.Value) ? value.Value : "0");
            }

            return null;
        }

        SeriesDescription values = SeriesDescription.ParseValues(histogram.Value);
        if (values.Errors is [var wrong, ..])
        {
            return new TestFailure(TestFailureKind.InvalidTest, histogram.ToSource(wrong.Range), $"The expected histogram cannot be read: {wrong.Message}.");
        }

        if (values.Items is not [{ Kind: SeriesItemKind.Histogram, Count: 1 }])
        {
            return new TestFailure(TestFailureKind.InvalidTest, histogram.Range, "A single histogram {{…}} is expected here.");
        }

        // As it is written, with its counter reset hint, which a stored histogram need not keep.
        item.Fields[ValueField] = FloatHistogram.Parse(histogram.Value.Trim()).ToString();
        return null;
    }

    private static string Describe(SortedDictionary<string, string> fields)
    {
        var labels = Labels.From(fields.Where(static field => field.Key != ValueField).Select(static field => KeyValuePair.Create(field.Key["label ".Length..], field.Value)));
        return fields.TryGetValue(ValueField, out string? value) ? $"{labels} {value}" : labels.ToString();
    }

    private bool AreEqual(ExpectedItem item, string name, string expected, string actual)
    {
        if (name == ValueField && item.Matching.Tolerance is { } tolerance)
        {
            return AreNear(tolerance, expected, actual);
        }

        if (name != ValueField || expected == actual || !TryRead(expected, out double left) || !TryRead(actual, out double right))
        {
            // Not-a-number equals nothing, itself included: so the reference compares.
            return expected == actual && !(name == ValueField && expected == "NaN");
        }

        return left == right || (isFuzzy && (Math.BitDecrement(left) == right || Math.BitIncrement(left) == right));
    }

    private static bool AreNear(ValueTolerance tolerance, string expected, string actual)
    {
        if (expected == actual)
        {
            return true;
        }

        if (TryRead(expected, out double left) && TryRead(actual, out double right))
        {
            return tolerance.Allows(left, right);
        }

        return expected.StartsWith('{') && actual.StartsWith('{') && HistogramNearness.AreNear(tolerance, FloatHistogram.Parse(expected), FloatHistogram.Parse(actual));
    }

    private static bool TryRead(string text, out double value)
    {
        value = text switch
        {
            "NaN" => double.NaN,
            "+Inf" => double.PositiveInfinity,
            "-Inf" => double.NegativeInfinity,
            _ => 0,
        };
        return text is "NaN" or "+Inf" or "-Inf" || double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value);
    }
}
