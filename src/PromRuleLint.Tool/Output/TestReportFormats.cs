using PromRuleLint.Reporting.Testing;
using PromRuleLint.Testing;

namespace PromRuleLint.Tool.Output;

/// <summary>The formats of <c>test --format</c>.</summary>
internal static class TestReportFormats
{
    public static IReadOnlyList<string> Names { get; } = ["text", "json", "junit", "trx", "teamcity"];

    public static void Write(TextWriter writer, IReadOnlyCollection<TestedFile> files, string format, bool useColor, bool isQuiet = false)
    {
        switch (format)
        {
            case "json":
                TestJsonReport.Write(writer, files);
                break;
            case "junit":
                TestJUnitReport.Write(writer, files);
                break;
            case "trx":
                TestTrxReport.Write(writer, files);
                break;
            case "teamcity":
                TestTeamCityReport.Write(writer, files);
                break;
            default:
                TestTextReport.Write(writer, files, useColor, isQuiet);
                break;
        }
    }

    public static void WriteSummary(TextWriter writer, IReadOnlyCollection<TestedFile> files) => writer.WriteLine(TestText.Summary(files));
}
