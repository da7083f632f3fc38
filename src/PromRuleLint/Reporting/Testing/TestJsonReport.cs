using System.Text.Json;
using PromRuleLint.PromQL;
using PromRuleLint.Testing;
using PromRuleLint.Text;
using TextWriter = System.IO.TextWriter;

namespace PromRuleLint.Reporting.Testing;

/// <summary>
/// What unit tests gave, as one JSON array of files: <c>{file, otherNames, passed, seconds, failures, tests}</c>. Lines and
/// columns are 1-based, ends exclusive, columns in UTF-16 code units.
/// </summary>
public static class TestJsonReport
{
    /// <summary>Writes the files in the order given.</summary>
    public static void Write(TextWriter writer, IEnumerable<TestedFile> files)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(files);
        JsonText.WriteLine(writer, json =>
        {
            json.WriteStartArray();
            foreach (TestedFile file in files)
            {
                WriteFile(json, file);
            }

            json.WriteEndArray();
        });
    }

    private static void WriteFile(Utf8JsonWriter json, TestedFile file)
    {
        SourceText source = file.Outcome.File.Source;
        json.WriteStartObject();
        json.WriteString("file"u8, file.Path);
        WriteTexts(json, "otherNames", file.OtherNames);
        json.WriteBoolean("passed"u8, file.Outcome.Passed);
        json.WriteNumber("seconds"u8, Math.Round(file.Duration.TotalSeconds, 6));
        WriteFailures(json, source, file.Outcome.Failures);
        json.WriteStartArray("tests"u8);
        foreach (TestOutcome test in file.Outcome.Tests)
        {
            json.WriteStartObject();
            json.WriteString("name"u8, test.Name);
            WriteRange(json, source, test.Test.Range);
            json.WriteBoolean("passed"u8, test.Passed);
            json.WriteNumber("expectations"u8, test.Expectations);
            WriteFailures(json, source, test.Failures);
            json.WriteStartArray("notices"u8);
            foreach (TestNotice notice in test.Notices)
            {
                json.WriteStartObject();
                json.WriteString("kind"u8, notice.Kind == TestNoticeKind.AssertsNothing ? "asserts-nothing" : "only-through-lookback");
                json.WriteString("message"u8, notice.Message);
                WriteRange(json, source, notice.Range);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteFailures(Utf8JsonWriter json, SourceText source, IEnumerable<TestFailure> failures)
    {
        json.WriteStartArray("failures"u8);
        foreach (TestFailure failure in failures)
        {
            json.WriteStartObject();
            json.WriteString("kind"u8, KindOf(failure.Kind));
            json.WriteString("message"u8, failure.Message);
            WriteRange(json, source, failure.Range);
            WriteTime(json, "time", failure.Time);
            WriteDifferences(json, source, failure);
            json.WriteStartArray("timelines"u8);
            foreach (AlertTimeline timeline in failure.Timelines)
            {
                json.WriteStartObject();
                json.WriteString("labels"u8, timeline.Labels.ToString());
                WriteTime(json, "interval", timeline.Interval);
                WriteTexts(json, "states", timeline.States.Select(static state => state.ToString().ToLowerInvariant()));
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteString("expression"u8, failure.Expression);
            json.WriteStartArray("values"u8);
            foreach (ValuesAtTime values in failure.Values)
            {
                json.WriteStartObject();
                WriteTime(json, "time", values.Time);
                WriteTexts(json, "samples", values.Samples);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteDifferences(Utf8JsonWriter json, SourceText source, TestFailure failure)
    {
        json.WriteStartArray("differences"u8);
        foreach (ExpectationDifference difference in failure.Differences)
        {
            json.WriteStartObject();
            json.WriteString("kind"u8, difference.Kind switch
            {
                DifferenceKind.Missing => "missing",
                DifferenceKind.Unexpected => "unexpected",
                _ => "different",
            });
            json.WriteString("item"u8, difference.Item);
            WriteRange(json, source, difference.Range);
            json.WriteStartArray("fields"u8);
            foreach (FieldDifference field in difference.Fields)
            {
                json.WriteStartObject();
                json.WriteString("name"u8, field.Name);
                json.WriteString("expected"u8, field.Expected);
                json.WriteString("actual"u8, field.Actual);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static string KindOf(TestFailureKind kind) => kind switch
    {
        TestFailureKind.Alerts => "alerts",
        TestFailureKind.Samples => "samples",
        TestFailureKind.Evaluation => "evaluation",
        TestFailureKind.InvalidRules => "invalid-rules",
        _ => "invalid-test",
    };

    private static void WriteTime(Utf8JsonWriter json, string name, TimeSpan? time) => json.WriteString(name, time is { } value ? PrometheusDuration.Format(value) : null);

    private static void WriteTexts(Utf8JsonWriter json, string name, IEnumerable<string> texts)
    {
        json.WriteStartArray(name);
        foreach (string text in texts)
        {
            json.WriteStringValue(text);
        }

        json.WriteEndArray();
    }

    private static void WriteRange(Utf8JsonWriter json, SourceText source, SourceRange range)
    {
        json.WriteStartObject("range"u8);
        foreach ((string name, int offset) in new[] { ("start", range.Start), ("end", range.End) })
        {
            LineColumn position = source.GetPosition(offset);
            json.WriteStartObject(name);
            json.WriteNumber("line"u8, position.Line);
            json.WriteNumber("column"u8, position.Column);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }
}
