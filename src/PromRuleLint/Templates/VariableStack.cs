using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;

namespace PromRuleLint.Templates;

/// <summary>The variables that can be seen at a place of a template, the innermost last; an inner one hides an outer one of its name.</summary>
/// <param name="outermost">Those that are there before anything is declared.</param>
internal struct VariableStack<T>(ImmutableArray<(string Name, T Value)> outermost)
{
    /// <summary>So many are looked through without an index.</summary>
    private const int Few = 16;

    private List<(string Name, T Value)>? _declared;
    private Dictionary<string, Stack<T>>? _index;

    /// <summary>How many have been declared and not forgotten, hidden ones too.</summary>
    public int Count => _declared?.Count ?? 0;

    /// <summary>The names, each once, the outermost first.</summary>
    public IEnumerable<string> Names => outermost.Concat(_declared ?? []).Select(static variable => variable.Name).Distinct(StringComparer.Ordinal);

    /// <summary>Declares a variable.</summary>
    public void Push(string name, T value)
    {
        _declared ??= [];
        _declared.Add((name, value));
        if (_index is not null)
        {
            Index(name, value);
        }
        else if (_declared.Count > Few)
        {
            _index = new Dictionary<string, Stack<T>>(StringComparer.Ordinal);
            foreach ((string known, T knownValue) in _declared)
            {
                Index(known, knownValue);
            }
        }
    }

    /// <summary>Forgets all but the first so many of those that have been declared.</summary>
    public void Release(int count)
    {
        if (_declared is null)
        {
            return;
        }

        for (int i = _declared.Count - 1; i >= count && _index is not null; i--)
        {
            _index[_declared[i].Name].Pop();
        }

        _declared.RemoveRange(count, _declared.Count - count);
    }

    /// <summary>Whether a variable can be seen, what it is called and what stands behind it.</summary>
    public bool TryGet(ReadOnlySpan<char> name, [NotNullWhen(true)] out string? known, [MaybeNullWhen(false)] out T value)
    {
        if (_index is not null)
        {
            if (_index.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(name, out known, out Stack<T>? values) && values.TryPeek(out value))
            {
                return true;
            }
        }
        else if (_declared is not null && TryFind(CollectionsMarshal.AsSpan(_declared), name, out known, out value))
        {
            return true;
        }

        return TryFind(outermost.AsSpan(), name, out known, out value);
    }

    private static bool TryFind(ReadOnlySpan<(string Name, T Value)> among, ReadOnlySpan<char> name, [NotNullWhen(true)] out string? known, [MaybeNullWhen(false)] out T value)
    {
        for (int i = among.Length - 1; i >= 0; i--)
        {
            if (name.SequenceEqual(among[i].Name))
            {
                (known, value) = among[i];
                return true;
            }
        }

        known = null;
        value = default;
        return false;
    }

    private void Index(string name, T value)
    {
        if (!_index!.TryGetValue(name, out Stack<T>? values))
        {
            _index.Add(name, values = new Stack<T>());
        }

        values.Push(value);
    }
}
