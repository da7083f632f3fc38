using System.Collections.Immutable;
using System.Runtime.InteropServices;
using PromRuleLint.Diagnostics;
using PromRuleLint.PromQL.Syntax;
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
        Dictionary<Rule, int> lengths = LengthsOf(findings);
        Dictionary<(RuleSet, string, DiagnosticSeverity, string, string?, int), Rule?> rules = OnlyRules(findings, lengths);
        var repeats = new Dictionary<(object, string Id, DiagnosticSeverity, string Key), List<Diagnostic>>();
        var order = new List<List<Diagnostic>>();
        foreach (PlacedFinding placed in findings)
        {
            Diagnostic finding = placed.Finding;
            if (scopes.Find(placed, isOfOneRule: RepeatScopes.IsOfRule(placed) && rules[KeyInRule(placed, lengths)] is not null) is not { } scope)
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
        }

        return OfFirstFile(order, findings);
    }

    /// <summary>
    /// The rule of each finding, null where several rules have it that are much alike: only then it is asked whether they say
    /// the same, which takes more time than all else here.
    /// </summary>
    private static Dictionary<(RuleSet, string Id, DiagnosticSeverity, string Key, string? Name, int Length), Rule?> OnlyRules(IReadOnlyList<PlacedFinding> findings, Dictionary<Rule, int> lengths)
    {
        var rules = new Dictionary<(RuleSet, string, DiagnosticSeverity, string, string?, int), Rule?>();
        foreach (PlacedFinding placed in findings)
        {
            if (RepeatScopes.IsOfRule(placed))
            {
                ref Rule? only = ref CollectionsMarshal.GetValueRefOrAddDefault(rules, KeyInRule(placed, lengths), out bool isKnown);
                only = !isKnown || only == placed.Rule ? placed.Rule : null;
            }
        }

        return rules;
    }

    private static (RuleSet, string Id, DiagnosticSeverity, string Key, string? Name, int Length) KeyInRule(in PlacedFinding placed, Dictionary<Rule, int> lengths) =>
        (placed.RuleSet.Surroundings, placed.Finding.Id, placed.Finding.Severity, placed.Finding.RepeatKey, placed.Rule!.Name?.Value, lengths[placed.Rule]);

    /// <summary>The lengths of what rules with findings say, without what can be written in several ways: rules that say the same have the same one.</summary>
    private static Dictionary<Rule, int> LengthsOf(IReadOnlyList<PlacedFinding> findings)
    {
        // A rule may have many findings.
        var lengths = new Dictionary<Rule, int>();
        var unread = new HashSet<string?>(StringComparer.Ordinal);
        foreach (PlacedFinding placed in findings)
        {
            if (RepeatScopes.IsOfRule(placed) && lengths.TryAdd(placed.Rule!, 0) && placed.Rule!.Expression is { } expression && !(expression.Root is not null && expression.Errors.IsEmpty))
            {
                unread.Add(placed.Rule.Name?.Value);
            }
        }

        // What the schema of one file reads, that of another one may not: then the selectors tell nothing.
        foreach (Rule rule in lengths.Keys)
        {
            CollectionsMarshal.GetValueRefOrNullRef(lengths, rule) = LengthOf(rule, withSelectors: !unread.Contains(rule.Name?.Value));
        }

        return lengths;
    }

    private static int LengthOf(Rule rule, bool withSelectors)
    {
        int length = 0;
        foreach (VectorSelector selector in withSelectors ? rule.Selectors : default)
        {
            length += 1 + (selector.Name?.Length ?? 0);
        }

        foreach (LabelEntry label in rule.Labels)
        {
            length += 1 + label.Value.Value.Length;
        }

        foreach (LabelEntry annotation in rule is AlertingRule alert ? alert.Annotations : [])
        {
            length += 1 + annotation.Value.Value.Length;
        }

        return length;
    }

    /// <summary>
    /// That a file is for another server is reported in the first such file, once for each name that shows it; the other files
    /// are places of it.
    /// </summary>
    private static List<List<Diagnostic>> OfFirstFile(List<List<Diagnostic>> order, IReadOnlyList<PlacedFinding> findings)
    {
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
}
