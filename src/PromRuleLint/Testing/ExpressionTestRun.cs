using System.Collections.Immutable;
using System.Globalization;
using PromRuleLint.Evaluation;
using PromRuleLint.PromQL;
using PromRuleLint.PromQL.Printing;
using PromRuleLint.PromQL.Syntax;
using PromRuleLint.Rules;
using PromRuleLint.Text;
using PromRuleLint.Yaml;

namespace PromRuleLint.Testing;

/// <summary>One test of an expression.</summary>
internal sealed class ExpressionTestRun(ExpressionTest test, bool isFuzzy, RuleRunContext context, long start)
{
    private const string ValueField = "value";

    private readonly TextRange _place = test.Expression?.Scalar.Range ?? test.Range;

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

        var expected = new List<ExpectedItem>();
        foreach (ExpectedSample sample in test.ExpectedSamples)
        {
            if (Read(sample, out TestFailure? failure) is not { } fields)
            {
                return failure! with { Time = time };
            }

            expected.Add(new ExpectedItem(sample.Range, fields));
        }

        ImmutableArray<ExpectationDifference> differences = ItemMatching.Compare(expected, actual, _place, Describe, AreEqual);
        if (differences.IsEmpty)
        {
            return null;
        }

        string message = $"{shown}: expected {Count(expected.Count)}, but {(actual.Count == 0 ? "none came" : expected.Count == actual.Count ? $"{ItemMatching.CountOf(differences)} differ{(ItemMatching.CountOf(differences) == 1 ? "s" : "")}" : $"{Count(actual.Count)} came")}.";
        return new TestFailure(TestFailureKind.Samples, ItemMatching.PlaceOf(differences, _place), message)
        {
            Time = time,
            Differences = differences,
            Expression = test.Expression.Text.Trim(),
            Actual = [.. actual],
            Expectation = test.Range,
        };
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

    private static SortedDictionary<string, string>? Read(ExpectedSample sample, out TestFailure? failure)
    {
        failure = null;
        var fields = new SortedDictionary<string, string>(StringComparer.Ordinal);
        string text = sample.Labels?.Value ?? "";
        SeriesDescription description = SeriesDescription.ParseMetric(text);
        if (description.Errors is [var error, ..])
        {
            failure = new TestFailure(TestFailureKind.InvalidTest, sample.Labels!.ToSource(error.Range), $"The labels of the expected sample cannot be read: {error.Message}.");
            return null;
        }

        foreach (SeriesLabel label in description.Labels)
        {
            if (label.Value.Length > 0)
            {
                fields["label " + label.Name] = label.Value;
            }
        }

        if (sample.Histogram is not { Value: not "" } histogram)
        {
            fields[ValueField] = sample.Value is { } value ? GoText.Shortest(YamlTypes.TryGetNumber(value, out double number) ? number : 0) : "0";
            return fields;
        }

        SeriesDescription values = SeriesDescription.ParseValues(histogram.Value);
        if (values.Errors is [var wrong, ..])
        {
            failure = new TestFailure(TestFailureKind.InvalidTest, histogram.ToSource(wrong.Range), $"The expected histogram cannot be read: {wrong.Message}.");
            return null;
        }

        if (values.Items is not [{ Kind: SeriesItemKind.Histogram, Count: 1 }])
        {
            failure = new TestFailure(TestFailureKind.InvalidTest, histogram.Range, "A single histogram {{…}} is expected here.");
            return null;
        }

        // As it is written, with its counter reset hint, which a stored histogram need not keep.
        fields[ValueField] = FloatHistogram.Parse(histogram.Value.Trim()).ToString();
        return fields;
    }

    private static string Describe(SortedDictionary<string, string> fields)
    {
        var labels = Labels.From(fields.Where(static field => field.Key != ValueField).Select(static field => KeyValuePair.Create(field.Key["label ".Length..], field.Value)));
        return $"{labels} {fields[ValueField]}";
    }

    private bool AreEqual(string name, string expected, string actual)
    {
        if (name != ValueField || expected == actual || !TryRead(expected, out double left) || !TryRead(actual, out double right))
        {
            // Not-a-number equals nothing, itself included: so the reference compares.
            return expected == actual && !(name == ValueField && expected == "NaN");
        }

        return left == right || (isFuzzy && (Math.BitDecrement(left) == right || Math.BitIncrement(left) == right));
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
