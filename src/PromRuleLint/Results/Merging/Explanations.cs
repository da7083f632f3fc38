using PromRuleLint.Diagnostics;
using PromRuleLint.Rules;
using PromRuleLint.Text;

namespace PromRuleLint.Results.Merging;

/// <summary>
/// Which findings of a rule explain which others. Findings that claim the same (<see cref="Claim"/>) of one fragment are one
/// fault; so are a finding and its reason, which stands on the chain of facts below it. The gravest leads; of findings that
/// are as grave, the one with the smallest fragment, for that is where the fault is.
/// </summary>
internal static class Explanations
{
    /// <summary>A rule with more findings that lead than this is looked at no further: the work stays linear.</summary>
    private const int MaxLeads = 64;

    /// <summary>Each finding that explains others, with these.</summary>
    public static Dictionary<Diagnostic, List<Diagnostic>> Among(IEnumerable<PlacedFinding> findings)
    {
        var explained = new Dictionary<Diagnostic, List<Diagnostic>>(ReferenceEqualityComparer.Instance);
        var byRule = new Dictionary<RuleClaim, List<Diagnostic>>();
        foreach ((Diagnostic finding, _, Rule? rule, _) in findings)
        {
            if (rule is null || finding.Claim == Claim.None)
            {
                continue;
            }

            if (byRule.TryGetValue(new(rule, (int)finding.Claim), out List<Diagnostic>? others))
            {
                others.Add(finding);
            }
            else
            {
                byRule.Add(new(rule, (int)finding.Claim), [finding]);
            }
        }

        foreach (List<Diagnostic> candidates in byRule.Values.Where(static all => all.Count > 1))
        {
            Explain(candidates, explained);
        }

        return explained;
    }

    private static void Explain(List<Diagnostic> candidates, Dictionary<Diagnostic, List<Diagnostic>> explained)
    {
        candidates.Sort(CompareAsLead);
        var leads = new List<Diagnostic>();
        foreach (Diagnostic candidate in candidates)
        {
            if (leads.Find(lead => IsExplained(candidate, lead)) is not { } lead)
            {
                if (leads.Count < MaxLeads)
                {
                    leads.Add(candidate);
                }
            }
            else if (explained.TryGetValue(lead, out List<Diagnostic>? others))
            {
                others.Add(candidate);
            }
            else
            {
                explained.Add(lead, [candidate]);
            }
        }
    }

    private static int CompareAsLead(Diagnostic a, Diagnostic b)
    {
        int order = IsReadingError(b).CompareTo(IsReadingError(a));
        order = order != 0 ? order : b.Severity.CompareTo(a.Severity);
        order = order != 0 ? order : a.Location.Range.Length.CompareTo(b.Location.Range.Length);

        // Of one fragment the alert says more than the comparison that it is.
        order = order != 0 ? order : b.Descriptor.Category.CompareTo(a.Descriptor.Category);
        return order != 0 ? order : DiagnosticOrder.Compare(a, b);
    }

    private static bool IsExplained(Diagnostic finding, Diagnostic lead)
    {
        if (finding.Id == lead.Id)
        {
            return false;
        }

        if (finding.Claim == Claim.CannotBeRead)
        {
            return IsReadingError(lead) && !IsReadingError(finding);
        }

        SourceRange at = lead.Location.Range;
        return finding.Location.Range == at
            || (finding.Claim == Claim.AlwaysHolds && finding.Location.Range.Contains(at))
            || finding.AdditionalLocations.Any(reason => reason.Location.Source == lead.Location.Source && (at.Contains(reason.Location.Range) || reason.Location.Range.Contains(at)))
            || lead.AdditionalLocations.Any(reason => reason.Location.Source == finding.Location.Source && reason.Location.Range == finding.Location.Range);
    }

    /// <summary>Whether it is the error that made the rest of the fragment unreadable, and not one that may come from it.</summary>
    private static bool IsReadingError(Diagnostic finding) => finding.Descriptor.Claim == Claim.CannotBeRead;

    /// <summary>What findings that may explain each other have in common.</summary>
    private sealed record RuleClaim(Rule Rule, int Claim)
    {
        public bool Equals(RuleClaim? other) => other is not null && Rule == other.Rule && Claim == other.Claim;

        public override int GetHashCode() => (Rule.GetHashCode() * 31) + Claim;
    }
}
