using System.Collections.Immutable;
using System.Text;
using PromRuleLint.Diagnostics;
using PromRuleLint.Text;
using PromRuleLint.Yaml;

namespace PromRuleLint.Testing;

/// <summary>Writes what came in place of what was expected: edits of the test file, in its own style, for a person to read in the difference.</summary>
internal static class ExpectationEdits
{
    private const string LabelPrefix = "label ";
    private const string AnnotationPrefix = "annotation ";

    /// <summary>The edits after which the expectations of a file are what came; none for a test that could not be run.</summary>
    public static ImmutableArray<TextEdit> From(TestFileOutcome outcome)
    {
        ArgumentNullException.ThrowIfNull(outcome);
        var edits = ImmutableArray.CreateBuilder<TextEdit>();
        // A row of parameters shares its text with the others.
        foreach (TestOutcome test in outcome.Tests.Where(static test => !test.Test.IsParameterized))
        {
            foreach (TestFailure failure in test.Failures.Where(static failure => !failure.Actual.IsDefault))
            {
                bool isAlert = failure.Kind == TestFailureKind.Alerts;
                if (test.Test.Node[isAlert ? "alert_rule_test" : "promql_expr_test"] is YamlSequence entries
                    && entries.Items.FirstOrDefault(item => item.Range == failure.Expectation) is YamlMapping entry)
                {
                    edits.Add(Edit(outcome.File.Source, entry, isAlert ? "exp_alerts" : "exp_samples", failure.Actual, isAlert));
                }
            }
        }

        return edits.DrainToImmutable();
    }

    /// <summary>The text of a file after edits that do not overlap.</summary>
    public static string Apply(SourceText source, ImmutableArray<TextEdit> edits)
    {
        ArgumentNullException.ThrowIfNull(source);
        return TextEdits.Apply(source.Text, edits.Select(static edit => (edit.Range.Start, edit.Range.End, edit.NewText)));
    }

    private static TextEdit Edit(SourceText source, YamlMapping entry, string key, ImmutableArray<SortedDictionary<string, string>> actual, bool isAlert)
    {
        bool isFlow = source.Text[entry.Range.Start] == '{';
        YamlEntry first = entry.Entries[0];
        string indent = new(' ', source.GetPosition(first.KeyRange.Start).Column - 1);
        string text = isFlow ? Flow(key, actual, isAlert) : Block(key, actual, isAlert, indent);
        foreach (YamlEntry existing in entry.Entries)
        {
            if (existing.Key is YamlScalar { Value: var name } && name == key)
            {
                int end = existing.Value.Range.IsEmpty ? source.Text.IndexOf(':', existing.KeyRange.End) + 1 : existing.Value.Range.End;
                return new TextEdit(source, new SourceRange(existing.KeyRange.Start, end), text);
            }
        }

        YamlEntry last = entry.Entries[^1];
        int at = isFlow ? entry.Range.End - 1 : Math.Max(last.Value.Range.End, last.KeyRange.End);
        return new TextEdit(source, new SourceRange(at, at), isFlow ? ", " + text : $"\n{indent}{text}");
    }

    private static string Flow(string key, ImmutableArray<SortedDictionary<string, string>> actual, bool isAlert) =>
        $"{key}: [{string.Join(", ", actual.Select(item => isAlert ? FlowAlert(item) : FlowSample(item)))}]";

    private static string FlowAlert(SortedDictionary<string, string> item)
    {
        string labels = YamlText.FlowMap(Labels(item));
        KeyValuePair<string, string>[] annotations = [.. Annotations(item)];
        return annotations.Length == 0 ? $"{{exp_labels: {labels}}}" : $"{{exp_labels: {labels}, exp_annotations: {YamlText.FlowMap(annotations)}}}";
    }

    private static string FlowSample(SortedDictionary<string, string> item) => $"{{{string.Join(", ", Sample(item).Select(static field => $"{field.Key}: {field.Value}"))}}}";

    private static string Block(string key, ImmutableArray<SortedDictionary<string, string>> actual, bool isAlert, string indent)
    {
        if (actual.IsEmpty)
        {
            return $"{key}: []";
        }

        var text = new StringBuilder(key).Append(':');
        foreach (SortedDictionary<string, string> item in actual)
        {
            if (!isAlert)
            {
                text.Append('\n').Append(indent).Append("- ").AppendJoin($"\n{indent}  ", Sample(item).Select(static field => $"{field.Key}: {field.Value}"));
                continue;
            }

            text.Append('\n').Append(indent).Append("- exp_labels:");
            Append(text, Labels(item), indent);
            if (Annotations(item).Any())
            {
                text.Append('\n').Append(indent).Append("  exp_annotations:");
                Append(text, Annotations(item), indent);
            }
        }

        return text.ToString();
    }

    private static void Append(StringBuilder text, IEnumerable<KeyValuePair<string, string>> entries, string indent)
    {
        bool any = false;
        foreach ((string name, string value) in entries)
        {
            any = true;
            text.Append('\n').Append(indent).Append("    ").Append(name).Append(": ").Append(YamlText.Scalar(value));
        }

        text.Append(any ? "" : " {}");
    }

    private static IEnumerable<KeyValuePair<string, string>> Labels(SortedDictionary<string, string> item) => Fields(item, LabelPrefix).Where(static field => field.Key != "alertname");

    private static IEnumerable<KeyValuePair<string, string>> Annotations(SortedDictionary<string, string> item) => Fields(item, AnnotationPrefix);

    private static IEnumerable<KeyValuePair<string, string>> Fields(SortedDictionary<string, string> item, string prefix) =>
        item.Where(field => field.Key.StartsWith(prefix, StringComparison.Ordinal)).Select(field => KeyValuePair.Create(field.Key[prefix.Length..], field.Value));

    private static IEnumerable<KeyValuePair<string, string>> Sample(SortedDictionary<string, string> item)
    {
        string labels = Evaluation.Labels.From(Fields(item, LabelPrefix)).ToString();
        yield return KeyValuePair.Create("labels", $"'{labels.Replace("'", "''", StringComparison.Ordinal)}'");
        string value = item["value"];
        yield return value.StartsWith('{')
            ? KeyValuePair.Create("histogram", $"'{value}'")
            : KeyValuePair.Create("value", value switch
            {
                "NaN" => ".nan",
                "+Inf" => ".inf",
                "-Inf" => "-.inf",
                _ => value,
            });
    }
}
