using System.Collections;
using System.Collections.Immutable;
using System.Runtime.InteropServices;
using PromRuleLint.Yaml;

namespace PromRuleLint.Rules;

/// <summary>
/// Labels or annotations. A run has tens of thousands, and few are asked for as objects: nearly all are kept as the entries of
/// their mapping, and looked at as texts.
/// </summary>
internal readonly struct LabelList : IEnumerable<LabelText>
{
    // Entries of a mapping, or labels; null for none.
    private readonly Array? _entries;

    /// <summary>Labels that say what the entries of their mapping say.</summary>
    public LabelList(YamlEntry[] written) => _entries = written.Length == 0 ? null : written;

    /// <summary>Labels.</summary>
    public LabelList(ImmutableArray<LabelEntry> labels) => _entries = labels.IsDefaultOrEmpty ? null : ImmutableCollectionsMarshal.AsArray(labels);

    /// <summary>How many there are.</summary>
    public int Length => _entries is null ? 0 : _entries.Length;

    /// <summary>Whether there are none.</summary>
    public bool IsEmpty => _entries is null;

    /// <summary>The label at a place.</summary>
    public LabelText this[int index]
    {
        get
        {
            if (_entries is YamlEntry[] written)
            {
                return new LabelText(written[index].CompactKey, written[index].CompactValue);
            }

            LabelEntry label = ((LabelEntry[])_entries!)[index];
            return new LabelText(label.CompactName, label.CompactValue);
        }
    }

    /// <summary>The first label with a name; null if there is none.</summary>
    public LabelText? Find(string name)
    {
        foreach (LabelText label in this)
        {
            if (label.Name == name)
            {
                return label;
            }
        }

        return null;
    }

    /// <summary>The labels as objects, which are made anew where they are kept as entries.</summary>
    public ImmutableArray<LabelEntry> ToEntries() => ImmutableCollectionsMarshal.AsImmutableArray(_entries switch
    {
        null => [],
        LabelEntry[] labels => labels,
        var written => Array.ConvertAll((YamlEntry[])written, static entry => LabelEntry.Of(entry.CompactKey, entry.CompactValue)),
    });

    /// <summary>Goes through the labels in the order of the text.</summary>
    public Enumerator GetEnumerator() => new(this);

    IEnumerator<LabelText> IEnumerable<LabelText>.GetEnumerator() => GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Goes through labels.</summary>
    internal struct Enumerator(LabelList labels) : IEnumerator<LabelText>
    {
        private int _next;

        readonly object IEnumerator.Current => Current;

        /// <summary>The label.</summary>
        public readonly LabelText Current => labels[_next - 1];

        /// <summary>Goes to the next label; false behind the last.</summary>
        public bool MoveNext() => _next++ < labels.Length;

        void IEnumerator.Reset() => _next = 0;

        readonly void IDisposable.Dispose()
        {
        }
    }
}
