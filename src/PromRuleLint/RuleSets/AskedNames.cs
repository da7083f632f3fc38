using PromRuleLint.PromQL.Syntax;

namespace PromRuleLint.RuleSets;

/// <summary>
/// What was asked of a rule set while some actions ran. What they got of other files they got through these questions, so
/// while all answers stay the same, their findings do. Used by one thread at a time.
/// </summary>
internal sealed class AskedNames
{
    /// <summary>The names.</summary>
    public NameSet Names { get; } = new();

    /// <summary>What was asked for besides names.</summary>
    public RuleSetParts Parts { get; private set; }

    /// <summary>Notes a name that was asked for.</summary>
    public void Add(NameUses use, string name) => Names.Add(use, name);

    /// <summary>Notes the metrics that an expression reads: its facts rest on what is known of them.</summary>
    public void AddRead(Expr? root)
    {
        foreach (VectorSelector selector in root?.DescendantsAndSelf().OfType<VectorSelector>() ?? [])
        {
            if (selector.Name is { } metric)
            {
                Add(NameUses.Recorded, metric);
            }
        }
    }

    /// <summary>Notes a part that was asked for.</summary>
    public void Add(RuleSetParts parts) => Parts |= parts;

    /// <summary>Whether an answer may be another one after a change.</summary>
    public bool IsTouchedBy(ChangedNames changes) =>
        (Parts & (changes.Parts | RuleSetParts.Everything)) != 0
        || Names.Overlaps(changes.Names)
        || (changes.ReadPatterns.Count > 0 && Names.Of(NameUses.Read).Any(name => changes.ReadPatterns.Exists(reads => reads(name))));
}
