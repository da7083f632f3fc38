using System.Collections.Immutable;
using PromRuleLint.Evaluation;
using PromRuleLint.PromQL;
using PromRuleLint.Rules;
using PromRuleLint.Text;

namespace PromRuleLint.Testing;

/// <summary>Compares the alerts that a test expects with those that fire.</summary>
internal static class AlertComparison
{
    private const string AlertNameLabel = "alertname";

    /// <summary>The failure; null where all is as expected.</summary>
    public static TestFailure? Compare(AlertTest test, IReadOnlyList<FiringAlert> firing)
    {
        string name = test.AlertName!.Value;
        var expected = new List<ExpectedItem>();
        foreach (ExpectedAlert alert in test.ExpectedAlerts)
        {
            expected.Add(new ExpectedItem(alert.Range, FieldsOf(alert, name)));
        }

        var actual = firing.Select(static alert => FieldsOf(alert)).ToList();
        ImmutableArray<ExpectationDifference> differences = ItemMatching.Compare(expected, actual, test.Range, fields => Describe(fields, name));
        if (differences.IsEmpty)
        {
            return null;
        }

        TimeSpan time = test.EvalTime?.Value ?? TimeSpan.Zero;
        string message = $"{name} at {PrometheusDuration.Format(time)}: expected {Count(expected.Count)}, but {(actual.Count == 0 ? "none fires" : expected.Count == actual.Count ? $"{ItemMatching.CountOf(differences)} differ{(ItemMatching.CountOf(differences) == 1 ? "s" : "")}" : $"{actual.Count} fire{(actual.Count == 1 ? "s" : "")}")}.";
        return new TestFailure(TestFailureKind.Alerts, ItemMatching.PlaceOf(differences, test.AlertName.Range), message) { Time = time, Differences = differences, Actual = [.. actual], Expectation = test.Range };
    }

    private static string Count(int count) => count switch
    {
        0 => "no alert",
        1 => "1 alert",
        _ => $"{count} alerts",
    };

    private static SortedDictionary<string, string> FieldsOf(ExpectedAlert alert, string name)
    {
        var fields = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (LabelEntry label in alert.Labels)
        {
            fields["label " + label.Name.Value] = label.Value.Value;
        }

        fields["label " + AlertNameLabel] = name;
        foreach (LabelEntry annotation in alert.Annotations)
        {
            fields["annotation " + annotation.Name.Value] = annotation.Value.Value;
        }

        return fields;
    }

    private static SortedDictionary<string, string> FieldsOf(FiringAlert alert)
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
