using System.Text;
using PromRuleLint.Diagnostics;
using PromRuleLint.Results.Changes;
using PromRuleLint.Rules;
using PromRuleLint.RuleSets;

namespace PromRuleLint.Results.Merging;

/// <summary>What the places of a finding are looked for in. Remembers what rules say.</summary>
internal sealed class RepeatScopes
{
    // Room for what one rule after the other says.
    private readonly StringBuilder _content = new();
    private readonly Dictionary<Rule, object> _ofRules = [];
    private readonly Dictionary<(RuleSet Surroundings, string Content), object> _ofContents = [];

    /// <summary>
    /// The rule, file or rule set within which the same finding is one; null where each place stands for itself. A rule that
    /// stands in several files, as where it is rendered twice, is one rule.
    /// </summary>
    /// <param name="placed">The finding.</param>
    /// <param name="isOfOneRule">Whether the finding is in no other rule, so that it does not matter what the rule says.</param>
    public object? Find(PlacedFinding placed, bool isOfOneRule) => placed.Finding.Descriptor.Repeats switch
    {
        _ when placed.Finding.OtherSchema is not null => placed.RuleSet.Surroundings,
        RepeatScope.Rule when placed.Rule is { } rule => isOfOneRule ? rule : ScopeOf(placed.RuleSet.Surroundings, rule),
        RepeatScope.File => placed.File,
        RepeatScope.RuleSet => placed.RuleSet.Surroundings,
        _ => null,
    };

    /// <summary>Whether a finding is looked for in the rule that has it, and in those that say the same.</summary>
    public static bool IsOfRule(PlacedFinding placed) => placed is { Rule: not null, Finding: { OtherSchema: null, Descriptor.Repeats: RepeatScope.Rule } };

    /// <summary>Forgets what the rules of files say.</summary>
    public void Forget(IEnumerable<RuleFile> files)
    {
        foreach (Rule rule in files.SelectMany(static file => file.Rules))
        {
            _ofRules.Remove(rule);
        }

        // What rules once said is of no use; the two go together.
        if (_ofContents.Count > 1000 + (2 * _ofRules.Count))
        {
            _ofContents.Clear();
            _ofRules.Clear();
        }
    }

    // The same object for all rules that say the same, so that what they say is hashed once.
    private object ScopeOf(RuleSet surroundings, Rule rule)
    {
        if (!_ofRules.TryGetValue(rule, out object? scope))
        {
            RuleContent.Write(_content.Clear(), rule);
            (RuleSet, string) content = (surroundings, _content.ToString());
            if (!_ofContents.TryGetValue(content, out scope))
            {
                _ofContents.Add(content, scope = new object());
            }

            _ofRules.Add(rule, scope);
        }

        return scope;
    }
}
