namespace PromRuleLint.Diagnostics;

/// <summary>
/// All descriptors that are in play, found by id or name in any case. An index refuses nothing, because several checks may
/// declare one descriptor; that two descriptors share an id or a name is refused where a <see cref="Linter"/> is made.
/// </summary>
public sealed class DescriptorIndex
{
    private readonly Dictionary<string, DiagnosticDescriptor> _byIdOrName = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Makes an index; of two descriptors with one id or name the first counts.</summary>
    public DescriptorIndex(IEnumerable<DiagnosticDescriptor> descriptors)
    {
        All = [.. descriptors];
        foreach (DiagnosticDescriptor descriptor in All)
        {
            _byIdOrName.TryAdd(descriptor.Id, descriptor);
            _byIdOrName.TryAdd(descriptor.Name, descriptor);
        }
    }

    /// <summary>All descriptors, in the order given.</summary>
    public IReadOnlyList<DiagnosticDescriptor> All { get; }

    /// <summary>All ids and names, for finding the nearest to a misspelled one.</summary>
    public IEnumerable<string> Names => _byIdOrName.Keys;

    /// <summary>The descriptor with the id or the name; null where there is none.</summary>
    public DiagnosticDescriptor? Find(string idOrName) => _byIdOrName.GetValueOrDefault(idOrName);
}
