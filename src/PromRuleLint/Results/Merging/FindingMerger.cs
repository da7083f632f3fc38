using System.Collections.Immutable;
using PromRuleLint.Diagnostics;
using PromRuleLint.RuleSets;
using PromRuleLint.Rules;

namespace PromRuleLint.Results.Merging;

/// <summary>
/// Makes one finding of those that tell one fault: of findings that explain each other, and of the same finding at several
/// places (<see cref="DiagnosticDescriptor.Repeats"/>). What a finding covers stays with it.
/// </summary>
internal static class FindingMerger
{
    /// <summary>Merges findings.</summary>
    /// <param name="findings">All findings of files that are linted together.</param>
    /// <param name="followsFrom">What findings explain beyond their rule; those that are explained are not reported apart.</param>
    /// <param name="scopes">What places are looked for in.</param>
    /// <param name="isReported">Whether a finding is reported; one that is not, because a comment suppresses it, takes those that it covers with it.</param>
    public static IEnumerable<Diagnostic> Merge(IReadOnlyList<PlacedFinding> findings, IReadOnlyDictionary<Diagnostic, List<Diagnostic>> followsFrom, RepeatScopes scopes, Func<Diagnostic, bool> isReported)
    {
        Dictionary<Diagnostic, List<Diagnostic>> explained = Explanations.Among(findings);
        foreach ((Diagnostic lead, List<Diagnostic> others) in followsFrom)
        {
            explained[lead] = explained.TryGetValue(lead, out List<Diagnostic>? known) ? [.. known.Union(others)] : others;
        }

        HashSet<Diagnostic> covered = new(explained.Values.SelectMany(static all => all), ReferenceEqualityComparer.Instance);
        foreach (List<Diagnostic> places in InPlaces([.. findings.Where(placed => !covered.Contains(placed.Finding))], scopes))
        {
            if (isReported(places[0]))
            {
                ImmutableArray<Diagnostic> others = places.Count == 1 ? [] : [.. places.Skip(1).Where(isReported).Select(place => place.Covering(ExplainedBy(place), []))];
                yield return places[0].Covering(ExplainedBy(places[0]), others);
            }
        }

        ImmutableArray<Diagnostic> ExplainedBy(Diagnostic finding) =>
            explained.TryGetValue(finding, out List<Diagnostic>? others) ? [.. others.Where(isReported)] : [];
    }

    /// <summary>The findings, those together that are one fault in several places; the first of them leads.</summary>
    private static List<List<Diagnostic>> InPlaces(IReadOnlyList<PlacedFinding> findings, RepeatScopes scopes)
    {
        var rules = new SingleRules(findings);
        var repeats = new Dictionary<RepeatKey, List<Diagnostic>>();
        var order = new List<List<Diagnostic>>();
        foreach (PlacedFinding placed in findings)
        {
            Diagnostic finding = placed.Finding;
            if (scopes.Find(placed, rules.Has(placed)) is not { } scope)
            {
                order.Add([finding]);
            }
            else if (repeats.TryGetValue(new(scope, finding.Id, (int)finding.Severity, finding.RepeatKey), out List<Diagnostic>? places))
            {
                places.Add(finding);
            }
            else
            {
                repeats.Add(new(scope, finding.Id, (int)finding.Severity, finding.RepeatKey), places = [finding]);
                order.Add(places);
            }
        }

        foreach (List<Diagnostic> places in order)
        {
            places.Sort(DiagnosticOrder.Compare);
        }

        return OfFirstFile(order, findings);
    }

    /// <summary>
    /// That a file is for another server is reported in the first such file, once for each name that shows it; the other files
    /// are places of it.
    /// </summary>
    private static List<List<Diagnostic>> OfFirstFile(List<List<Diagnostic>> order, IReadOnlyList<PlacedFinding> findings)
    {
        if (!findings.Any(static placed => placed.Finding.OtherSchema is not null))
        {
            return order;
        }

        ILookup<(RuleSet, RuleSchema?), Diagnostic> bySchema = findings.Where(static placed => placed.Finding.OtherSchema is not null)
            .ToLookup(static placed => (placed.RuleSet.Surroundings, placed.Finding.OtherSchema), static placed => placed.Finding);
        foreach (IGrouping<(RuleSet, RuleSchema?), Diagnostic> of in bySchema)
        {
            HashSet<Diagnostic> all = new(of, ReferenceEqualityComparer.Instance);
            List<List<Diagnostic>> lists = [.. order.Where(places => all.Contains(places[0])).OrderBy(static places => places[0], Comparer<Diagnostic>.Create(DiagnosticOrder.Compare))];
            string first = lists[0][0].Location.Path;
            foreach (List<Diagnostic> elsewhere in lists.Where(places => places[0].Location.Path != first))
            {
                lists[0].AddRange(elsewhere);
                order.Remove(elsewhere);
            }
        }

        return order;
    }

    /// <summary>What is alike in findings that are one.</summary>
    private sealed record RepeatKey(object Scope, string Id, int Severity, string Key);
}
