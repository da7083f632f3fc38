using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace PromRuleLint.RuleSets;

/// <summary>Names, each with what is there of it, in order. Most names have one thing only, so that little is made for each.</summary>
/// <param name="capacity">About how many names there are.</param>
internal sealed class NameTable<T>(int capacity)
{
    private readonly Dictionary<string, Entry> _entries = new(capacity, StringComparer.Ordinal);

    /// <summary>The names, in no particular order.</summary>
    public IEnumerable<string> Names
    {
        get
        {
            foreach (string name in _entries.Keys)
            {
                yield return name;
            }
        }
    }

    /// <summary>The names with what there is of each, in no particular order.</summary>
    public IEnumerable<(string Name, ImmutableArray<T> Items)> All
    {
        get
        {
            foreach ((string name, Entry entry) in _entries)
            {
                yield return (name, entry.ToImmutable());
            }
        }
    }

    /// <summary>What there is of a name; empty for none.</summary>
    public ImmutableArray<T> this[string name]
    {
        get => _entries.TryGetValue(name, out Entry entry) ? entry.ToImmutable() : [];
        set
        {
            if (value.IsEmpty)
            {
                _entries.Remove(name);
            }
            else
            {
                _entries[name] = new Entry { Items = ImmutableCollectionsMarshal.AsArray(value)!, Count = value.Length };
            }
        }
    }

    /// <summary>Adds something of a name, behind what is there. Nothing is asked before <see cref="Close"/>.</summary>
    public void Add(string name, T item)
    {
        ref Entry entry = ref CollectionsMarshal.GetValueRefOrAddDefault(_entries, name, out bool isKnown);
        if (!isKnown)
        {
            entry.Items = new T[1];
        }
        else if (entry.Count == entry.Items.Length)
        {
            Array.Resize(ref entry.Items, 2 * entry.Count);
        }

        entry.Items[entry.Count++] = item;
    }

    /// <summary>Ends adding.</summary>
    public void Close()
    {
        foreach (string name in _entries.Keys)
        {
            ref Entry entry = ref CollectionsMarshal.GetValueRefOrNullRef(_entries, name);
            if (entry.Items.Length > entry.Count)
            {
                Array.Resize(ref entry.Items, entry.Count);
            }
        }
    }

    private struct Entry
    {
        public T[] Items;
        public int Count;

        public readonly ImmutableArray<T> ToImmutable() => ImmutableCollectionsMarshal.AsImmutableArray(Items);
    }
}
