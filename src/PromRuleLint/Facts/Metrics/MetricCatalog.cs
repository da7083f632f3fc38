namespace PromRuleLint.Facts;

/// <summary>
/// What is declared of metrics: in the configuration, in a catalog file, in the metadata of a server. Each answer knows
/// which place in which file gives it. Immutable; may be asked from several threads.
/// </summary>
public sealed class MetricCatalog
{
    // The series of a metric family besides the one of its own name, and what they are. What is summed up may be below 0,
    // so that nothing is said of a sum.
    private static readonly (string Suffix, MetricType Family, MetricType? Series)[] Families =
    [
        ("_bucket", MetricType.Histogram, MetricType.Counter),
        ("_count", MetricType.Histogram, MetricType.Counter),
        ("_sum", MetricType.Histogram, null),
        ("_bucket", MetricType.GaugeHistogram, MetricType.Gauge),
        ("_gcount", MetricType.GaugeHistogram, MetricType.Gauge),
        ("_gsum", MetricType.GaugeHistogram, MetricType.Gauge),
        ("_count", MetricType.Summary, MetricType.Counter),
        ("_sum", MetricType.Summary, null),
        ("_total", MetricType.Counter, MetricType.Counter),
        ("_info", MetricType.Info, MetricType.Info),
        ("_created", MetricType.Counter, MetricType.Gauge),
        ("_created", MetricType.Histogram, MetricType.Gauge),
        ("_created", MetricType.Summary, MetricType.Gauge),
    ];

    private readonly Dictionary<string, MetricDeclaration> _declarations;

    private MetricCatalog(Dictionary<string, MetricDeclaration> declarations) => _declarations = declarations;

    /// <summary>Nothing is declared.</summary>
    public static MetricCatalog Empty { get; } = new([]);

    /// <summary>Whether nothing is declared.</summary>
    public bool IsEmpty => _declarations.Count == 0;

    /// <summary>The names of all series that the declared metrics may have, in no particular order.</summary>
    public IEnumerable<string> SeriesNames
    {
        get
        {
            foreach ((string metric, MetricDeclaration declaration) in _declarations)
            {
                yield return metric;
                foreach ((string suffix, MetricType family, _) in Families)
                {
                    // A name that has the suffix already is that of the series.
                    if (declaration.Type?.Value == family && !metric.EndsWith(suffix, StringComparison.Ordinal))
                    {
                        yield return metric + suffix;
                    }
                }
            }
        }
    }

    /// <summary>Makes a catalog; of several declarations of one metric, the earlier ones stand over the later ones.</summary>
    public static MetricCatalog Create(IEnumerable<MetricDeclaration> declarations)
    {
        ArgumentNullException.ThrowIfNull(declarations);
        var byName = new Dictionary<string, MetricDeclaration>(StringComparer.Ordinal);
        foreach (MetricDeclaration declaration in declarations)
        {
            byName[declaration.Metric] = byName.TryGetValue(declaration.Metric, out MetricDeclaration? first) ? first.Over(declaration) : declaration;
        }

        return byName.Count == 0 ? Empty : new MetricCatalog(byName);
    }

    /// <summary>Both catalogs together; where both say something of a metric, this one counts.</summary>
    public MetricCatalog Over(MetricCatalog other) =>
        other.IsEmpty ? this : IsEmpty ? other : Create(_declarations.Values.Concat(other._declarations.Values));

    /// <summary>
    /// What is declared of the series of a name: under this name, and under that of the family that they belong to, as
    /// <c>x</c> is of <c>x_bucket</c> where it is a histogram. Null where nothing is.
    /// </summary>
    public MetricDeclaration? Find(string series)
    {
        if (IsEmpty)
        {
            return null;
        }

        MetricDeclaration? family = FindFamily(series);
        return !_declarations.TryGetValue(series, out MetricDeclaration? own) ? family : family is null ? own : own.Over(family);
    }

    private MetricDeclaration? FindFamily(string series)
    {
        Dictionary<string, MetricDeclaration>.AlternateLookup<ReadOnlySpan<char>> byName = _declarations.GetAlternateLookup<ReadOnlySpan<char>>();
        foreach ((string suffix, MetricType type, MetricType? seriesType) in Families)
        {
            if (series.EndsWith(suffix, StringComparison.Ordinal)
                && byName.TryGetValue(series.AsSpan(0, series.Length - suffix.Length), out MetricDeclaration? family) && family.Type is { } declared && declared.Value == type)
            {
                return family with
                {
                    Type = seriesType is { } known ? declared with { Value = known } : null,
                    Values = seriesType == type ? family.Values : null,
                    Unit = suffix is "_total" or "_sum" or "_bucket" or "_gsum" ? family.Unit : null,
                };
            }
        }

        return null;
    }
}
