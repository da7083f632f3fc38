using System.Globalization;
using System.Text;
using PromRuleLint.Testing;
using TextWriter = System.IO.TextWriter;

namespace PromRuleLint.Reporting.Testing;

/// <summary>What unit tests gave, as TeamCity service messages.</summary>
public static class TestTeamCityReport
{
    /// <summary>Writes the files in the order given.</summary>
    public static void Write(TextWriter writer, IEnumerable<TestedFile> files)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(files);
        foreach (TestedFile file in files)
        {
            Message(writer, "testSuiteStarted", ("name", file.Path));
            if (!file.Outcome.Failures.IsEmpty)
            {
                WriteTest(writer, file, "load", file.Outcome.Failures);
            }

            foreach (TestOutcome test in file.Outcome.Tests)
            {
                WriteTest(writer, file, test.Name, test.Failures);
            }

            Message(writer, "testSuiteFinished", ("name", file.Path));
        }
    }

    private static void WriteTest(TextWriter writer, TestedFile file, string name, IReadOnlyCollection<TestFailure> failures)
    {
        Message(writer, "testStarted", ("name", name));
        if (failures.Count > 0)
        {
            Message(
                writer,
                "testFailed",
                ("name", name),
                ("message", string.Join(" ", failures.Select(static failure => failure.Message))),
                ("details", string.Join("\n", failures.Select(failure => TestXml.Details(file, failure)))));
        }

        Message(writer, "testFinished", ("name", name));
    }

    private static void Message(TextWriter writer, string name, params ReadOnlySpan<(string Name, string Value)> attributes)
    {
        writer.Write($"##teamcity[{name}");
        foreach ((string attribute, string value) in attributes)
        {
            writer.Write($" {attribute}='{Escape(value)}'");
        }

        writer.WriteLine("]");
    }

    private static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (char c in text)
        {
            escaped.Append(c switch
            {
                '|' => "||",
                '\'' => "|'",
                '[' => "|[",
                ']' => "|]",
                '\n' => "|n",
                '\r' => "|r",
                < ' ' or >= '\x7f' => string.Create(CultureInfo.InvariantCulture, $"|0x{(int)c:x4}"),
                _ => c.ToString(),
            });
        }

        return escaped.ToString();
    }
}
