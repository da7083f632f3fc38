namespace PromRuleLint.Diagnostics;

/// <summary>The order in which findings are reported: by path, place, id and text; of those that begin at one place the longest first.</summary>
internal static class DiagnosticOrder
{
    public static int Compare(Diagnostic a, Diagnostic b)
    {
        int order = string.CompareOrdinal(a.Location.Path, b.Location.Path);
        order = order != 0 ? order : a.Location.Range.Start.CompareTo(b.Location.Range.Start);
        order = order != 0 ? order : b.Location.Range.End.CompareTo(a.Location.Range.End);
        order = order != 0 ? order : string.CompareOrdinal(a.Id, b.Id);
        return order != 0 ? order : string.CompareOrdinal(a.Message, b.Message);
    }
}
