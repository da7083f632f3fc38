using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace PromRuleLint.Facts;

/// <summary>Collects the facts of labels on the stack as long as they are few; what is built is as long as it must be.</summary>
internal ref struct LabelFactsBuilder
{
    /// <summary>How many are found without an index.</summary>
    internal const int Few = 12;

    private FirstFacts _first;
    private (string Name, LabelFact Fact)[]? _more;
    private int _count;
    private Dictionary<string, int>? _index;

    public void AddRange(ImmutableArray<(string Name, LabelFact Fact)> known)
    {
        foreach ((string name, LabelFact fact) in known)
        {
            Add(name, fact);
        }
    }

    public void Add(string name, LabelFact fact)
    {
        if (_more is null && _count == Few)
        {
            _more = [.. (ReadOnlySpan<(string, LabelFact)>)_first, .. new (string, LabelFact)[Few]];
        }
        else if (_count == _more?.Length)
        {
            Array.Resize(ref _more, 2 * _count);
        }

        _index?.TryAdd(name, _count);
        Room()[_count++] = (name, fact);
    }

    /// <summary>Adds what is not there yet.</summary>
    public void AddOnce(string name, LabelFact fact)
    {
        if (!Contains(name))
        {
            Add(name, fact);
        }
    }

    /// <summary>Adds, or replaces what is there.</summary>
    public void Set(string name, LabelFact fact)
    {
        if (IndexOf(name) is >= 0 and int at)
        {
            Room()[at] = (name, fact);
        }
        else
        {
            Add(name, fact);
        }
    }

    public bool Contains(string name) => IndexOf(name) >= 0;

    public LabelFact? Find(string name) => IndexOf(name) is >= 0 and int at ? Room()[at].Fact : null;

    public ImmutableArray<(string Name, LabelFact Fact)> Build() => [.. Room()[.._count]];

    private int IndexOf(string name)
    {
        Span<(string Name, LabelFact Fact)> items = Room();
        if (_count > Few)
        {
            if (_index is null)
            {
                _index = new Dictionary<string, int>(StringComparer.Ordinal);
                for (int i = 0; i < _count; i++)
                {
                    _index.TryAdd(items[i].Name, i);
                }
            }

            return _index.GetValueOrDefault(name, -1);
        }

        for (int i = 0; i < _count; i++)
        {
            if (items[i].Name == name)
            {
                return i;
            }
        }

        return -1;
    }

    [UnscopedRef]
    private Span<(string Name, LabelFact Fact)> Room() => _more is null ? _first : _more;

    [InlineArray(Few)]
    private struct FirstFacts
    {
        private (string Name, LabelFact Fact) _element;
    }
}
