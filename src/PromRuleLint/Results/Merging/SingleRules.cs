using System.Runtime.InteropServices;
using PromRuleLint.Diagnostics;
using PromRuleLint.PromQL.Syntax;
using PromRuleLint.RuleSets;
using PromRuleLint.Rules;

namespace PromRuleLint.Results.Merging;

/// <summary>
/// Which findings only one rule has, as far as a look at the names and lengths of rules tells: only of the others it is
/// asked whether their rules say the same, which takes more time than all else in merging.
/// </summary>
internal sealed class SingleRules
{
    private readonly Dictionary<Key, Rule?> _rules = new(Key.Comparer);
    private readonly Dictionary<Rule, int> _lengths = [];

    /// <summary>Looks at all findings that are merged.</summary>
    public SingleRules(IReadOnlyList<PlacedFinding> findings)
    {
        foreach (PlacedFinding placed in findings)
        {
            if (RepeatScopes.IsOfRule(placed))
            {
                Note(Key.Of(placed), placed.Rule!);
            }
        }

        // What the schema of one file reads, that of another one may not: then the selectors tell nothing.
        HashSet<string?> unread = new(
            findings.Where(static placed => RepeatScopes.IsOfRule(placed) && placed.Rule!.Expression is { } expression && !(expression.Root is not null && expression.Errors.IsEmpty)).Select(static placed => placed.Rule!.NameText),
            StringComparer.Ordinal);
        foreach (PlacedFinding placed in findings)
        {
            if (RepeatScopes.IsOfRule(placed) && _rules[Key.Of(placed)] is null)
            {
                ref int length = ref CollectionsMarshal.GetValueRefOrAddDefault(_lengths, placed.Rule!, out bool isKnown);
                length = isKnown ? length : LengthOf(placed.Rule!, withSelectors: !unread.Contains(placed.Rule!.NameText));
                Note(Key.Of(placed) with { Length = length }, placed.Rule!);
            }
        }
    }

    /// <summary>Whether a finding is in no rule but its own; false for one that is not looked for in rules.</summary>
    public bool Has(PlacedFinding placed) =>
        RepeatScopes.IsOfRule(placed) && (_rules[Key.Of(placed)] ?? _rules[Key.Of(placed) with { Length = _lengths[placed.Rule!] }]) is not null;

    private void Note(Key key, Rule rule)
    {
        ref Rule? only = ref CollectionsMarshal.GetValueRefOrAddDefault(_rules, key, out bool isKnown);
        only = !isKnown || only == rule ? rule : null;
    }

    /// <summary>The length of what a rule says, without what can be written in several ways: rules that say the same have the same one.</summary>
    private static int LengthOf(Rule rule, bool withSelectors)
    {
        int length = 0;
        foreach (VectorSelector selector in withSelectors ? rule.Selectors : default)
        {
            length += 1 + (selector.Name?.Length ?? 0);
        }

        foreach (LabelText label in rule.LabelList)
        {
            length += 1 + label.Value.Length;
        }

        foreach (LabelText annotation in rule is AlertingRule alert ? alert.AnnotationList : default)
        {
            length += 1 + annotation.Value.Length;
        }

        return length;
    }

    /// <summary>What is the same of a finding in two rules that may say the same.</summary>
    /// <param name="RuleSet">The files that are loaded together.</param>
    /// <param name="Id">The id of the finding.</param>
    /// <param name="Severity">Its severity.</param>
    /// <param name="Repeat">What it repeats.</param>
    /// <param name="Name">The name of the rule.</param>
    /// <param name="Length">The length of what the rule says; negative where the name tells rules apart already.</param>
    private sealed record Key(RuleSet RuleSet, string Id, DiagnosticSeverity Severity, string Repeat, string? Name, int Length)
    {
        // A comparer of our own is compiled ahead; what the framework makes for a severity is not.
        public static readonly IEqualityComparer<Key> Comparer = new KeyComparer();

        public static Key Of(PlacedFinding placed) =>
            new(placed.RuleSet.Surroundings, placed.Finding.Id, placed.Finding.Severity, placed.Finding.RepeatKey, placed.Rule!.NameText, -1);
    }

    private sealed class KeyComparer : IEqualityComparer<Key>
    {
        public bool Equals(Key? x, Key? y) =>
            ReferenceEquals(x, y) || (x is not null && y is not null && x.RuleSet == y.RuleSet && x.Id == y.Id && x.Severity == y.Severity && x.Length == y.Length && x.Name == y.Name && x.Repeat == y.Repeat);

        public int GetHashCode(Key key) => HashCode.Combine(key.Id, key.Name, key.Repeat, key.Length);
    }
}
