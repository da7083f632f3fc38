using System.Globalization;
using System.Text;
using PromRuleLint.Diagnostics;

namespace PromRuleLint.Reporting;

/// <summary>The other places of a finding, for formats that have one line or one text a finding: why, and where else.</summary>
internal static class OtherPlaces
{
    private const int MaxReasons = 3;
    private const int MaxRepeated = 5;

    /// <summary>Clauses such as <c> (see line 9: `clamp_max` gives 0)</c> and <c> (the same in line 12, line 14)</c>; empty where there is one place only.</summary>
    public static string Describe(Diagnostic diagnostic) => Reasons(diagnostic) + Repeated(diagnostic);

    /// <summary>The first steps of the argument.</summary>
    private static string Reasons(Diagnostic diagnostic)
    {
        // A reason on the line of the finding is shown only if it quotes code, since its range is not shown. Some reasons are
        // part of the message.
        AdditionalLocation[] steps = [.. diagnostic.Reasons.Where(step =>
            (step.Message.Contains('`', StringComparison.Ordinal) || !IsInLineOf(step.Location, diagnostic.Location))
            && !diagnostic.Message.Contains(step.Message, StringComparison.Ordinal))];
        if (steps.Length == 0)
        {
            return "";
        }

        var text = new StringBuilder(" (see ");
        for (int i = 0; i < Math.Min(steps.Length, MaxReasons); i++)
        {
            text.Append(i == 0 ? "" : "; ").Append(Place(steps[i].Location, diagnostic.Location)).Append(": ").Append(steps[i].Message);
        }

        int more = steps.Length - MaxReasons;
        return text.Append(more > 0 ? string.Create(CultureInfo.InvariantCulture, $"; and {more} more {(more == 1 ? "step" : "steps")})") : ")").ToString();
    }

    private static string Repeated(Diagnostic diagnostic)
    {
        if (diagnostic.Repeated.IsEmpty)
        {
            return "";
        }

        string[] places = [.. diagnostic.Repeated.Take(MaxRepeated).Select(other => Place(other.Location, diagnostic.Location))];
        int more = diagnostic.Repeated.Length - places.Length;
        return string.Create(CultureInfo.InvariantCulture, $" (the same in {string.Join(", ", places)}{(more > 0 ? $" and {more} more" : "")})");
    }

    private static bool IsInLineOf(Location place, Location lead) => place.Source == lead.Source && place.Start.Line == lead.Start.Line;

    private static string Place(Location place, Location lead) =>
        place.Source == lead.Source ? string.Create(CultureInfo.InvariantCulture, $"line {place.Start.Line}") : string.Create(CultureInfo.InvariantCulture, $"{place.Path}:{place.Start.Line}");
}
