using System.Diagnostics.CodeAnalysis;

namespace PromRuleLint.Text;

/// <summary>
/// Values by names that stand in the program; case matters. It does not change once it is made. The frozen collections of the
/// framework take longer to make than a small file takes to lint.
/// </summary>
internal sealed class NameMap<T>
{
    // Open addressing: each name stands at its own place or at one of the next, and half of the places are free.
    private string?[] _names = new string?[64];
    private T[] _values = new T[64];
    private int _count;

    /// <summary>All names, in no order.</summary>
    public IEnumerable<string> Names => _names.OfType<string>();

    /// <summary>All values, in no order.</summary>
    public IEnumerable<T> Values
    {
        get
        {
            for (int i = 0; i < _names.Length; i++)
            {
                if (_names[i] is not null)
                {
                    yield return _values[i];
                }
            }
        }
    }

    /// <summary>Gives a new name its value.</summary>
    public T this[string name]
    {
        init => Add(name, value);
    }

    /// <summary>Makes a map of items that know their names.</summary>
    public static NameMap<T> Of(IReadOnlyList<T> items, Func<T, string> nameOf)
    {
        var map = new NameMap<T>();
        foreach (T item in items)
        {
            map.Add(nameOf(item), item);
        }

        return map;
    }

    /// <summary>Gives new names one value, while the map is made.</summary>
    public NameMap<T> And(T value, string[] names)
    {
        foreach (string name in names)
        {
            Add(name, value);
        }

        return this;
    }

    /// <summary>Finds the value of a name.</summary>
    public bool TryGetValue(ReadOnlySpan<char> name, [MaybeNullWhen(false)] out T value)
    {
        int place = PlaceOf(name);
        value = _values[place];
        return _names[place] is not null;
    }

    /// <summary>The value of a name, or the default of its type.</summary>
    public T? GetValueOrDefault(ReadOnlySpan<char> name) => TryGetValue(name, out T? value) ? value : default;

    private void Add(string name, T value)
    {
        if (++_count > _names.Length / 2)
        {
            Grow();
        }

        int place = PlaceOf(name);
        if (_names[place] is not null)
        {
            throw new ArgumentException($"'{name}' stands there twice.", nameof(name));
        }

        _names[place] = name;
        _values[place] = value;
    }

    private void Grow()
    {
        (string?[] names, T[] values) = (_names, _values);
        _names = new string?[names.Length * 2];
        _values = new T[names.Length * 2];
        for (int i = 0; i < names.Length; i++)
        {
            if (names[i] is { } name)
            {
                int place = PlaceOf(name);
                _names[place] = name;
                _values[place] = values[i];
            }
        }
    }

    /// <summary>Where a name stands, or where it would.</summary>
    private int PlaceOf(ReadOnlySpan<char> name)
    {
        int last = _names.Length - 1;
        int place = HashOf(name) & last;
        while (_names[place] is { } other && !name.SequenceEqual(other))
        {
            place = (place + 1) & last;
        }

        return place;
    }

    // Names of one table differ in length or in one of these characters.
    private static int HashOf(ReadOnlySpan<char> name)
    {
        int length = name.Length;
        return length == 0 ? 0 : (((length * 31 + name[0]) * 31 + name[length / 4]) * 31 + name[length / 2]) * 31 + name[length * 3 / 4] + (name[length - 1] << 3);
    }
}
