using System.Globalization;
using PromRuleLint.Diagnostics;
using TextWriter = System.IO.TextWriter;

namespace PromRuleLint.Reporting;

/// <summary>Findings as inspections of TeamCity, by service messages in the build's log: <c>##teamcity[inspection …]</c>.</summary>
public static class TeamCityReport
{
    /// <summary>Writes the checks that found something, then the findings in the order given.</summary>
    public static void Write(TextWriter writer, IReadOnlyCollection<Diagnostic> diagnostics)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(diagnostics);
        foreach (DiagnosticDescriptor check in diagnostics.Select(static each => each.Descriptor).DistinctBy(static each => each.Id).OrderBy(static each => each.Id, StringComparer.Ordinal))
        {
            TeamCityMessage.Write(writer, "inspectionType", ("id", check.Id), ("name", check.Name), ("description", check.Title), ("category", "Prometheus rules"));
        }

        foreach (Diagnostic diagnostic in diagnostics)
        {
            TeamCityMessage.Write(
                writer,
                "inspection",
                ("typeId", diagnostic.Id),
                ("message", VisibleText.OneLine(diagnostic.Message + OtherPlaces.Describe(diagnostic))),
                ("file", VisibleText.OneLine(diagnostic.Location.Path)),
                ("line", diagnostic.Location.Start.Line.ToString(CultureInfo.InvariantCulture)),
                ("SEVERITY", diagnostic.Severity switch
                {
                    DiagnosticSeverity.Error => "ERROR",
                    DiagnosticSeverity.Warning => "WARNING",
                    _ => "INFO",
                }));
        }
    }
}
