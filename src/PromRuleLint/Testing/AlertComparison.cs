using System.Collections.Immutable;
using PromRuleLint.Evaluation;
using PromRuleLint.PromQL;
using PromRuleLint.Rules;
using PromRuleLint.Rules.TestExtensions;

namespace PromRuleLint.Testing;

/// <summary>Compares the alerts that a test expects with those that fire.</summary>
internal static class AlertComparison
{
    private const string AlertNameLabel = "alertname";

    /// <summary>The failure; null where all is as expected.</summary>
    /// <param name="test">What is expected.</param>
    /// <param name="actual">The alerts in the state that the test speaks of, as their fields.</param>
    public static TestFailure? Compare(AlertTest test, List<SortedDictionary<string, string>> actual)
    {
        string name = test.AlertName!.Value;
        var expected = test.ExpectedAlerts.Select(alert => ItemOf(alert, name)).ToList();
        ImmutableArray<ExpectationDifference> differences = ItemMatching.Compare(expected, actual, test.Range, fields => Describe(fields, name));
        if (differences.IsEmpty)
        {
            return null;
        }

        TimeSpan time = test.EvalTime?.Value ?? TimeSpan.Zero;
        string message = $"{name} at {PrometheusDuration.Format(time)}: {Describe(test, differences, actual.Count)}.";
        return new TestFailure(TestFailureKind.Alerts, ItemMatching.PlaceOf(differences, test.AlertName.Range), message)
        {
            Time = time,
            Differences = differences,
            Actual = test.Matching.IsExtended || test.ExpectedAlerts.Any(static alert => alert.Matching.IsExtended) ? default : [.. actual],
            Expectation = test.Range,
        };
    }

    private static string Describe(AlertTest test, ImmutableArray<ExpectationDifference> differences, int actual)
    {
        int expected = test.ExpectedAlerts.Count(static alert => !alert.Matching.IsAbsent);
        (string verb, string state) = test.Matching.State switch
        {
            ExpectedState.Pending => ("is pending", "pending "),
            ExpectedState.Inactive => ("is pending or fires", ""),
            _ => ("fires", ""),
        };
        if (expected == 0 && !test.ExpectedAlerts.IsEmpty)
        {
            return $"expected none of {Count(test.ExpectedAlerts.Length, state)}, but {differences.Length} came";
        }

        string came = actual == 0 ? $"none {verb}"
            : expected == actual ? $"{ItemMatching.CountOf(differences)} differ{(ItemMatching.CountOf(differences) == 1 ? "s" : "")}"
            : test.Matching.State == ExpectedState.Pending ? $"{actual} {(actual == 1 ? "is" : "are")} pending"
            : $"{actual} fire{(actual == 1 ? "s" : "")}";
        return $"expected {Count(expected, state)}, but {came}";
    }

    private static string Count(int count, string state) => count switch
    {
        0 => $"no {state}alert",
        1 => $"1 {state}alert",
        _ => $"{count} {state}alerts",
    };

    private static ExpectedItem ItemOf(ExpectedAlert alert, string name)
    {
        // An item that must not come is named by its expectation.
        var item = new ExpectedItem(alert.Range, new SortedDictionary<string, string>(StringComparer.Ordinal))
        {
            Matching = alert.Matching.IsAbsent ? alert.Matching with { IsPartial = true } : alert.Matching,
        };
        foreach (LabelEntry label in alert.Labels)
        {
            item.Set("label " + label.NameText, label.ValueText);
        }

        item.Fields["label " + AlertNameLabel] = name;
        foreach (LabelEntry annotation in alert.Annotations)
        {
            item.Set("annotation " + annotation.NameText, annotation.ValueText);
        }

        return item;
    }

    /// <summary>An alert as its labels and annotations.</summary>
    public static SortedDictionary<string, string> FieldsOf(FiringAlert alert)
    {
        var fields = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach ((string name, string value) in alert.Labels)
        {
            fields["label " + name] = value;
        }

        foreach ((string name, string value) in alert.Annotations)
        {
            fields["annotation " + name] = value;
        }

        return fields;
    }

    private static string Describe(SortedDictionary<string, string> fields, string name)
    {
        var labels = Labels.From(fields.Where(static field => field.Key.StartsWith("label ", StringComparison.Ordinal) && field.Key != "label " + AlertNameLabel)
            .Select(static field => KeyValuePair.Create(field.Key["label ".Length..], field.Value)));
        return name + labels;
    }
}
