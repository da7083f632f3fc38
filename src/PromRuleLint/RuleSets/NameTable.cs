using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace PromRuleLint.RuleSets;

/// <summary>Names, each with what is there of it, in order. Most names have one thing only, so that little is made for each.</summary>
/// <param name="capacity">About how many names there are.</param>
internal sealed class NameTable<T>(int capacity)
{
    private readonly Dictionary<string, Entry> _entries = new(capacity, StringComparer.Ordinal);
    private bool _hasSeveral;

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

    /// <summary>Whether there is something of a name.</summary>
    public bool Has(string name) => _entries.ContainsKey(name);

    /// <summary>What there is of a name; empty for none.</summary>
    public ImmutableArray<T> this[string name]
    {
        get
        {
            ref Entry entry = ref CollectionsMarshal.GetValueRefOrNullRef(_entries, name);
            return Unsafe.IsNullRef(ref entry) ? [] : entry.ToImmutable();
        }
        set
        {
            if (value.IsEmpty)
            {
                _entries.Remove(name);
            }
            else
            {
                _entries[name] = new Entry { First = value[0], Items = ImmutableCollectionsMarshal.AsArray(value)!, Count = value.Length };
            }
        }
    }

    /// <summary>Of each name of which there are several things these, in no particular order.</summary>
    public IEnumerable<ImmutableArray<T>> Several
    {
        get
        {
            foreach ((_, Entry entry) in _entries)
            {
                if (entry.Count > 1)
                {
                    yield return entry.ToImmutable();
                }
            }
        }
    }

    /// <summary>Adds something of a name, behind what is there. Nothing is asked before <see cref="Close"/>.</summary>
    public void Add(string name, T item)
    {
        ref Entry entry = ref CollectionsMarshal.GetValueRefOrAddDefault(_entries, name, out _);
        if (entry.Count == 0)
        {
            entry.First = item;
        }
        else
        {
            if (entry.Items is null)
            {
                entry.Items = [entry.First, item];
            }
            else if (entry.Count == entry.Items.Length)
            {
                Array.Resize(ref entry.Items, 2 * entry.Count);
            }

            entry.Items[entry.Count] = item;
            _hasSeveral = true;
        }

        entry.Count++;
    }

    /// <summary>Ends adding.</summary>
    public void Close()
    {
        if (!_hasSeveral)
        {
            return;
        }

        foreach (string name in _entries.Keys)
        {
            ref Entry entry = ref CollectionsMarshal.GetValueRefOrNullRef(_entries, name);
            if (entry.Items?.Length > entry.Count)
            {
                Array.Resize(ref entry.Items, entry.Count);
            }
        }
    }

    private struct Entry
    {
        public T First;
        public T[]? Items;
        public int Count;

        // Of a name with one thing the array is made when it is asked for; of several threads that ask at once each may make one.
        public ImmutableArray<T> ToImmutable() => ImmutableCollectionsMarshal.AsImmutableArray(Items ??= [First]);
    }
}
