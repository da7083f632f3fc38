using PromRuleLint.Diagnostics;
using PromRuleLint.Rules;

namespace PromRuleLint.Results.Merging;

/// <summary>
/// Findings in a file that is plainly one of another server although no schema is set: they say so once, and what is no
/// fault under that schema goes with it.
/// </summary>
internal static class OtherSchemaFindings
{
    /// <summary>The schema that findings of a file say it is of; null where none does, or they disagree.</summary>
    public static RuleSchema? SchemaOf(IEnumerable<Diagnostic> findings)
    {
        RuleSchema? said = null;
        foreach (Diagnostic finding in findings)
        {
            if (finding.OtherSchema is { } schema)
            {
                if (said is not null && said != schema)
                {
                    return null;
                }

                said = schema;
            }
        }

        return said;
    }

    /// <summary>Findings about how the file is read that are not there where it is read under the other schema.</summary>
    /// <param name="findings">The findings of the file.</param>
    /// <param name="underOther">What is found in it under the other schema, each place apart.</param>
    public static IEnumerable<Diagnostic> Vanishing(IEnumerable<Diagnostic> findings, IEnumerable<Diagnostic> underOther)
    {
        HashSet<(string Id, int Start)> left = [.. underOther.Select(static finding => (finding.Id, finding.Location.Range.Start))];
        return findings.Where(finding => finding.OtherSchema is null && IsAboutReading(finding) && !left.Contains((finding.Id, finding.Location.Range.Start)));
    }

    /// <summary>Whether it is about this file alone: with reasons in another file it may be missing because that was not read again.</summary>
    private static bool IsAboutReading(Diagnostic finding) =>
        finding.Descriptor.Category is DiagnosticCategory.Validity or DiagnosticCategory.Syntax or DiagnosticCategory.Alerts or DiagnosticCategory.UnitTests
        && finding.AdditionalLocations.All(reason => reason.Location.Source == finding.Location.Source);
}
