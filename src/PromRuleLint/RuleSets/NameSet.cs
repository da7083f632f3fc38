using System.Runtime.InteropServices;

namespace PromRuleLint.RuleSets;

/// <summary>Names, each with what it is asked for as.</summary>
internal sealed class NameSet
{
    // By the name alone: that has the fastest hash, and each file of a workspace is asked for its names after each change.
    private readonly Dictionary<string, NameUses> _uses = new(StringComparer.Ordinal);

    /// <summary>Adds a name.</summary>
    public void Add(NameUses use, string name) => CollectionsMarshal.GetValueRefOrAddDefault(_uses, name, out _) |= use;

    /// <summary>The names that are asked for as something.</summary>
    public IEnumerable<string> Of(NameUses use) => _uses.Where(each => (each.Value & use) != 0).Select(static each => each.Key);

    /// <summary>Whether a name is in both, asked for as the same.</summary>
    public bool Overlaps(NameSet other)
    {
        (Dictionary<string, NameUses> few, Dictionary<string, NameUses> many) = _uses.Count < other._uses.Count ? (_uses, other._uses) : (other._uses, _uses);
        foreach ((string name, NameUses uses) in few)
        {
            if (many.TryGetValue(name, out NameUses others) && (uses & others) != 0)
            {
                return true;
            }
        }

        return false;
    }
}
