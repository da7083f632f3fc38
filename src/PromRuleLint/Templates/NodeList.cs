using System.Collections.Immutable;

namespace PromRuleLint.Templates;

/// <summary>Nodes that are read one after the other: mostly one, for which nothing is allocated but the result.</summary>
internal struct NodeList<T>
    where T : TemplateNode
{
    private T? _only;
    private ImmutableArray<T>.Builder? _all;

    /// <summary>How many there are.</summary>
    public readonly int Count => _all?.Count ?? (_only is null ? 0 : 1);

    /// <summary>The last one; null where there is none.</summary>
    public readonly T? Last => _all is null ? _only : _all[^1];

    /// <summary>The node at a 0-based index.</summary>
    public readonly T this[int index] => _all is null ? _only! : _all[index];

    /// <summary>Adds a node behind the others.</summary>
    public void Add(T node)
    {
        if (_all is null && _only is null)
        {
            _only = node;
            return;
        }

        if (_all is null)
        {
            _all = ImmutableArray.CreateBuilder<T>(4);
            _all.Add(_only!);
        }

        _all.Add(node);
    }

    /// <summary>All nodes; the list is not used again.</summary>
    public readonly ImmutableArray<T> ToImmutable() => _all is null ? (_only is null ? [] : [_only]) : _all.DrainToImmutable();
}
