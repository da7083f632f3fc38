namespace PromRuleLint.Rules;

/// <summary>The labels that what a rule gives gets, found by name.</summary>
internal sealed class EffectiveLabels
{
    // Most rules have few labels: looking through them costs less than hashing, and nothing is kept.
    internal const int Few = 16;

    private readonly Dictionary<string, int>? _byName;

    public EffectiveLabels(LabelList own, LabelList ofGroup)
    {
        Labels = own.IsEmpty ? ofGroup : ofGroup.IsEmpty ? own : Join(own, ofGroup);
        if (Labels.Length > Few)
        {
            _byName = new Dictionary<string, int>(Labels.Length, StringComparer.Ordinal);
            for (int i = 0; i < Labels.Length; i++)
            {
                _byName.TryAdd(Labels[i].Name, i);
            }
        }
    }

    /// <summary>The labels of the rule, and those of its group that the rule does not set.</summary>
    public LabelList Labels { get; }

    /// <summary>The label with a name; null if there is none.</summary>
    public LabelText? Find(string name) => _byName is null ? Labels.Find(name) : _byName.TryGetValue(name, out int place) ? Labels[place] : null;

    private static LabelList Join(LabelList own, LabelList ofGroup)
    {
        var names = own.ToEntries().Select(static entry => entry.NameText).ToHashSet(StringComparer.Ordinal);
        return new LabelList([.. own.ToEntries(), .. ofGroup.ToEntries().Where(entry => !names.Contains(entry.NameText))]);
    }
}
