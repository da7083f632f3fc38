using System.Collections.Immutable;
using PromRuleLint.Diagnostics;

namespace PromRuleLint.Results.Merging;

/// <summary>
/// Makes one finding of those that tell one fault: of findings that explain each other, and of the same finding at several
/// places (<see cref="DiagnosticDescriptor.Repeats"/>). What a finding covers stays with it.
/// </summary>
internal static class FindingMerger
{
    /// <summary>Merges findings.</summary>
    /// <param name="findings">All findings of files that are loaded together.</param>
    /// <param name="isReported">Whether a finding is reported; one that is not, because a comment suppresses it, takes those that it covers with it.</param>
    public static IEnumerable<Diagnostic> Merge(IReadOnlyList<PlacedFinding> findings, Func<Diagnostic, bool> isReported)
    {
        Dictionary<Diagnostic, List<Diagnostic>> explained = Explanations.Among(findings);
        HashSet<Diagnostic> covered = new(explained.Values.SelectMany(static all => all), ReferenceEqualityComparer.Instance);
        var repeats = new Dictionary<(object, string Id, Severity, string Key), List<Diagnostic>>();
        var order = new List<List<Diagnostic>>();
        foreach (PlacedFinding placed in findings)
        {
            Diagnostic finding = placed.Finding;
            if (covered.Contains(finding))
            {
                continue;
            }

            if (ScopeOf(placed) is not { } scope)
            {
                order.Add([finding]);
            }
            else if (repeats.TryGetValue((scope, finding.Id, finding.Severity, finding.RepeatKey), out List<Diagnostic>? places))
            {
                places.Add(finding);
            }
            else
            {
                repeats.Add((scope, finding.Id, finding.Severity, finding.RepeatKey), places = [finding]);
                order.Add(places);
            }
        }

        foreach (List<Diagnostic> places in order)
        {
            places.Sort(DiagnosticOrder.Compare);
            if (isReported(places[0]))
            {
                yield return places[0].Covering(ExplainedBy(places[0]), [.. places.Skip(1).Where(isReported).Select(place => place.Covering(ExplainedBy(place), []))]);
            }
        }

        ImmutableArray<Diagnostic> ExplainedBy(Diagnostic finding) =>
            explained.TryGetValue(finding, out List<Diagnostic>? others) ? [.. others.Where(isReported)] : [];
    }

    private static object? ScopeOf(PlacedFinding placed) => placed.Finding.Descriptor.Repeats switch
    {
        RepeatScope.Rule => placed.Rule,
        RepeatScope.File => placed.File,
        RepeatScope.RuleSet => placed.RuleSet.Surroundings,
        _ => null,
    };
}
