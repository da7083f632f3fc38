namespace PromRuleLint.Templates;

/// <summary>The variables that can be seen at a place of a template, the innermost last; an inner one hides an outer one of its name.</summary>
internal sealed class VariableStack<T>
{
    /// <summary>So many are looked through without an index.</summary>
    private const int Few = 16;

    private readonly List<(string Name, T Value)> _all = new(8);
    private Dictionary<string, Stack<T>>? _index;

    /// <summary>How many there are, hidden ones too.</summary>
    public int Count => _all.Count;

    /// <summary>The names, each once, the outermost first.</summary>
    public IEnumerable<string> Names => _all.Select(static variable => variable.Name).Distinct(StringComparer.Ordinal);

    /// <summary>Declares a variable.</summary>
    public void Push(string name, T value)
    {
        _all.Add((name, value));
        if (_index is not null)
        {
            Index(name, value);
        }
        else if (_all.Count > Few)
        {
            _index = new Dictionary<string, Stack<T>>(StringComparer.Ordinal);
            foreach ((string known, T knownValue) in _all)
            {
                Index(known, knownValue);
            }
        }
    }

    /// <summary>Forgets all but the first so many.</summary>
    public void Release(int count)
    {
        for (int i = _all.Count - 1; i >= count && _index is not null; i--)
        {
            _index[_all[i].Name].Pop();
        }

        _all.RemoveRange(count, _all.Count - count);
    }

    /// <summary>Whether a variable can be seen, and what stands behind it.</summary>
    public bool TryGet(string name, [System.Diagnostics.CodeAnalysis.MaybeNullWhen(false)] out T value)
    {
        if (_index is not null)
        {
            value = default;
            return _index.TryGetValue(name, out Stack<T>? values) && values.TryPeek(out value);
        }

        for (int i = _all.Count - 1; i >= 0; i--)
        {
            if (_all[i].Name == name)
            {
                value = _all[i].Value;
                return true;
            }
        }

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
