using System.Globalization;
using PromRuleLint.Diagnostics;

namespace PromRuleLint.Reporting;

/// <summary>The other places of a finding, for formats that have one line a finding.</summary>
internal static class OtherPlaces
{
    private const int Maximum = 5;

    /// <summary>A clause such as <c> (and in lines 12 and 14)</c>; empty where there is one place only.</summary>
    public static string Of(Diagnostic diagnostic)
    {
        if (diagnostic.Repeated.IsEmpty)
        {
            return "";
        }

        string[] places = [.. diagnostic.Repeated.Take(Maximum).Select(other => Place(other.Location, diagnostic.Location))];
        int more = diagnostic.Repeated.Length - places.Length;
        return string.Create(CultureInfo.InvariantCulture, $" (the same in {string.Join(", ", places)}{(more > 0 ? $" and {more} more" : "")})");
    }

    private static string Place(Location place, Location lead) =>
        place.Source == lead.Source ? string.Create(CultureInfo.InvariantCulture, $"line {place.Start.Line}") : string.Create(CultureInfo.InvariantCulture, $"{place.Path}:{place.Start.Line}");
}
