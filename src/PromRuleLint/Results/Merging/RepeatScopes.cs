using PromRuleLint.Diagnostics;
using PromRuleLint.Results.Changes;
using PromRuleLint.Rules;

namespace PromRuleLint.Results.Merging;

/// <summary>What the places of a finding are looked for in. Remembers what rules say.</summary>
internal sealed class RepeatScopes
{
    private readonly Dictionary<Rule, string> _contents = [];

    /// <summary>
    /// The rule, file or rule set within which the same finding is one; null where each place stands for itself. A rule that
    /// stands in several files, as where it is rendered twice, is one rule.
    /// </summary>
    public object? Find(PlacedFinding placed) => placed.Finding.Descriptor.Repeats switch
    {
        _ when placed.Finding.OtherSchema is not null => placed.RuleSet.Surroundings,
        RepeatScope.Rule when placed.Rule is { } rule => (placed.RuleSet.Surroundings, ContentOf(rule)),
        RepeatScope.File => placed.File,
        RepeatScope.RuleSet => placed.RuleSet.Surroundings,
        _ => null,
    };

    private string ContentOf(Rule rule)
    {
        if (!_contents.TryGetValue(rule, out string? content))
        {
            _contents.Add(rule, content = RuleContent.Write(rule, group: ""));
        }

        return content;
    }
}
