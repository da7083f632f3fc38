using PromRuleLint.PromQL.Syntax;

namespace PromRuleLint.RuleSets;

/// <summary>
/// What was asked of a rule set while some actions ran. What they got of other files they got through these questions, so
/// while all answers stay the same, their findings do. Used by one thread at a time.
/// </summary>
internal sealed class AskedNames
{
    private readonly HashSet<(NameUse Use, string Name)> _names = [];

    /// <summary>The names.</summary>
    public IReadOnlyCollection<(NameUse Use, string Name)> Names => _names;

    /// <summary>What was asked for besides names.</summary>
    public RuleSetParts Parts { get; private set; }

    /// <summary>Notes a name that was asked for.</summary>
    public void Add(NameUse use, string name) => _names.Add((use, name));

    /// <summary>Notes the metrics that an expression reads: its facts rest on what is known of them.</summary>
    public void AddRead(Expr? root)
    {
        foreach (VectorSelector selector in root?.DescendantsAndSelf().OfType<VectorSelector>() ?? [])
        {
            if (selector.Name is { } metric)
            {
                Add(NameUse.Recorded, metric);
            }
        }
    }

    /// <summary>Notes a part that was asked for.</summary>
    public void Add(RuleSetParts parts) => Parts |= parts;

    /// <summary>Whether an answer may be another one after a change.</summary>
    public bool IsTouchedBy(ChangedNames changes) =>
        (Parts & (changes.Parts | RuleSetParts.Everything)) != 0
        || (changes.Names.Count < _names.Count ? _names.Overlaps(changes.Names) : changes.Names.Overlaps(_names))
        || (changes.ReadPatterns.Count > 0 && _names.Any(asked => asked.Use == NameUse.Read && changes.ReadPatterns.Exists(reads => reads(asked.Name))));
}
