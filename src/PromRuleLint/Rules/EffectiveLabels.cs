using System.Collections.Immutable;

namespace PromRuleLint.Rules;

/// <summary>The labels that what a rule gives gets, found by name.</summary>
internal sealed class EffectiveLabels
{
    // Most rules have few labels: looking through them costs less than hashing, and nothing is kept.
    internal const int Few = 16;

    private readonly Dictionary<string, LabelEntry>? _byName;

    public EffectiveLabels(ImmutableArray<LabelEntry> own, ImmutableArray<LabelEntry> ofGroup)
    {
        Entries = own.IsEmpty ? ofGroup : ofGroup.IsEmpty ? own : Join(own, ofGroup);
        if (Entries.Length > Few)
        {
            _byName = new Dictionary<string, LabelEntry>(Entries.Length, StringComparer.Ordinal);
            foreach (LabelEntry entry in Entries)
            {
                _byName.TryAdd(entry.NameText, entry);
            }
        }
    }

    /// <summary>The labels of the rule, and those of its group that the rule does not set.</summary>
    public ImmutableArray<LabelEntry> Entries { get; }

    /// <summary>The label with a name; null if there is none.</summary>
    public LabelEntry? Find(string name) => _byName is null ? FindAmong(Entries, name) : _byName.GetValueOrDefault(name);

    /// <summary>The first of few labels with a name; null if there is none.</summary>
    public static LabelEntry? FindAmong(ImmutableArray<LabelEntry> labels, string name)
    {
        foreach (LabelEntry entry in labels)
        {
            if (entry.NameText == name)
            {
                return entry;
            }
        }

        return null;
    }

    private static ImmutableArray<LabelEntry> Join(ImmutableArray<LabelEntry> own, ImmutableArray<LabelEntry> ofGroup)
    {
        var names = own.Select(static entry => entry.NameText).ToHashSet(StringComparer.Ordinal);
        return [.. own, .. ofGroup.Where(entry => !names.Contains(entry.NameText))];
    }
}
