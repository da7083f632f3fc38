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
            TeamCityMessage.Write(writer, "testSuiteStarted", ("name", file.Path));
            if (!file.Outcome.Failures.IsEmpty)
            {
                WriteTest(writer, file, "load", file.Outcome.Failures);
            }

            foreach (TestOutcome test in file.Outcome.Tests)
            {
                WriteTest(writer, file, test.Name, test.Failures);
            }

            TeamCityMessage.Write(writer, "testSuiteFinished", ("name", file.Path));
        }
    }

    private static void WriteTest(TextWriter writer, TestedFile file, string name, IReadOnlyCollection<TestFailure> failures)
    {
        TeamCityMessage.Write(writer, "testStarted", ("name", name));
        if (failures.Count > 0)
        {
            TeamCityMessage.Write(
                writer,
                "testFailed",
                ("name", name),
                ("message", string.Join(" ", failures.Select(static failure => failure.Message))),
                ("details", string.Join("\n", failures.Select(failure => TestXml.Details(file, failure)))));
        }

        TeamCityMessage.Write(writer, "testFinished", ("name", name));
    }
}
