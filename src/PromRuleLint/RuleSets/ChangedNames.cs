using PromRuleLint.PromQL.Syntax;
using PromRuleLint.Rules;

namespace PromRuleLint.RuleSets;

/// <summary>Of which names the answers of a rule set, or the facts, may be others after a change than before it.</summary>
internal sealed class ChangedNames
{
    /// <summary>The names.</summary>
    public NameSet Names { get; } = new();

    /// <summary>Of selectors that came or went and have no fixed name: which names they read.</summary>
    public List<Func<string, bool>> ReadPatterns { get; } = [];

    /// <summary>What else has changed.</summary>
    public RuleSetParts Parts { get; set; }

    /// <summary>Adds all names of a file that came or went: who asked for one of them may have been given a rule of it.</summary>
    public void Add(RuleFile file)
    {
        foreach (Rule rule in file.Rules)
        {
            if (rule.NameText is { } name)
            {
                Names.Add(rule is AlertingRule ? NameUses.Alerted : NameUses.Recorded, name);
            }

            foreach (VectorSelector selector in rule.Selectors)
            {
                if (selector.Name is { } metric)
                {
                    Names.Add(NameUses.Read, metric);
                }
                else
                {
                    ReadPatterns.Add(MetricReaders.NameFilter(selector));
                }
            }
        }
    }
}
