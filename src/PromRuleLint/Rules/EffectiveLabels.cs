using System.Collections.Immutable;

namespace PromRuleLint.Rules;

/// <summary>The labels that what a rule gives gets, found by name.</summary>
internal sealed class EffectiveLabels
{
    private readonly Dictionary<string, LabelEntry> _byName;

    public EffectiveLabels(ImmutableArray<LabelEntry> own, ImmutableArray<LabelEntry> ofGroup)
    {
        _byName = new Dictionary<string, LabelEntry>(own.Length + ofGroup.Length, StringComparer.Ordinal);
        var entries = ImmutableArray.CreateBuilder<LabelEntry>(own.Length + ofGroup.Length);
        foreach (LabelEntry entry in own)
        {
            _byName.TryAdd(entry.Name.Value, entry);
            entries.Add(entry);
        }

        int ownCount = _byName.Count;
        var names = ofGroup.IsEmpty || ownCount == 0 ? null : new HashSet<string>(_byName.Keys, StringComparer.Ordinal);
        foreach (LabelEntry entry in ofGroup)
        {
            if (names?.Contains(entry.Name.Value) != true)
            {
                _byName.TryAdd(entry.Name.Value, entry);
                entries.Add(entry);
            }
        }

        Entries = entries.ToImmutable();
    }

    /// <summary>The rule's own, and those of its group that it has none of the same name for.</summary>
    public ImmutableArray<LabelEntry> Entries { get; }

    /// <summary>The label of a name; null for none.</summary>
    public LabelEntry? Find(string name) => _byName.GetValueOrDefault(name);
}
