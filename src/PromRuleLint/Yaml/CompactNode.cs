using System.Collections.Immutable;
using System.Runtime.InteropServices;
using PromRuleLint.Text;

namespace PromRuleLint.Yaml;

/// <summary>
/// A node, or as little as it takes to make it. A file has many nodes and few of them are asked for after reading: a scalar
/// whose text stands in the file as it is, perhaps in quotes, is kept as its value, and a mapping as its entries; the node is
/// made anew whenever somebody asks for it.
/// </summary>
internal readonly record struct CompactNode
{
    // The node; or the value of a scalar, or the entries of a mapping, and what says the rest. Null for no node.
    private readonly object? _content;
    private readonly int _start;

    // Of a scalar its style, of a mapping its end.
    private readonly int _styleOrEnd;

    private CompactNode(object? content, int start = 0, int styleOrEnd = 0)
    {
        _content = content;
        _start = start;
        _styleOrEnd = styleOrEnd;
    }

    /// <summary>Whether there is no node.</summary>
    public bool IsMissing => _content is null;

    /// <summary>Whether it is a scalar.</summary>
    public bool IsScalar => _content is string or YamlScalar;

    /// <summary>Whether it is a mapping.</summary>
    public bool IsMapping => _content is YamlMapping or YamlEntry[];

    /// <summary>The decoded value of a scalar; null of any other node.</summary>
    public string? Value => _content as string ?? (_content as YamlScalar)?.Value;

    /// <summary>The value of a plain scalar that stands in the file as it is; null of any other node.</summary>
    public string? Word => _styleOrEnd == (int)YamlScalarStyle.Plain ? _content as string : null;

    /// <summary>How a scalar is written; plain of any other node.</summary>
    public YamlScalarStyle Style => _content is string ? (YamlScalarStyle)_styleOrEnd : (_content as YamlScalar)?.Style ?? YamlScalarStyle.Plain;

    /// <summary>The tag of the node; null where it has none.</summary>
    public string? Tag => (_content as YamlNode)?.Tag;

    /// <summary>Whether it is a scalar that an untyped reader takes for null.</summary>
    public bool IsNull => _content is string value ? YamlScalar.IsNullWord(value, (YamlScalarStyle)_styleOrEnd) : _content is YamlScalar { IsNull: true };

    /// <summary>The text of the node in the file.</summary>
    public SourceRange Range => _content switch
    {
        null => default,
        YamlNode node => node.Range,
        string value => new SourceRange(_start, _start + value.Length + (2 * YamlScalar.QuoteOf((YamlScalarStyle)_styleOrEnd))),
        _ => new SourceRange(_start, _styleOrEnd),
    };

    /// <summary>The node as little.</summary>
    public static CompactNode Of(YamlNode? node) => node switch
    {
        YamlScalar { IsAsWritten: true } scalar => OfScalar(scalar.Value, scalar.Range.Start, scalar.Style),
        YamlMapping { HasProperties: false } mapping => new CompactNode(ImmutableCollectionsMarshal.AsArray(mapping.Entries), mapping.Range.Start, mapping.Range.End),
        _ => new CompactNode(node),
    };

    /// <summary>A scalar that stands in the file as it is, plain or in quotes.</summary>
    public static CompactNode OfScalar(string value, int start, YamlScalarStyle style) => new(value, start, (int)style);

    /// <summary>A mapping without properties.</summary>
    public static CompactNode OfMapping(YamlEntry[] entries, SourceRange range) => new(entries, range.Start, range.End);

    /// <summary>The node; null where there is none.</summary>
    public YamlNode? ToNode() => _content switch
    {
        null => null,
        YamlNode node => node,
        string value => new YamlScalar(Range, value, (YamlScalarStyle)_styleOrEnd),
        var entries => new YamlMapping(Range, ImmutableCollectionsMarshal.AsImmutableArray((YamlEntry[])entries)),
    };

    /// <summary>The node that is a scalar; null of any other.</summary>
    public YamlScalar? ToScalar() => IsScalar ? (YamlScalar?)ToNode() : null;

    /// <summary>The items of a sequence; none of any other node.</summary>
    public ReadOnlySpan<CompactNode> Items => _content is YamlSequence sequence ? sequence.CompactItems : default;

    /// <summary>The range in the file of a range in the value of a scalar.</summary>
    public SourceRange ToSource(TextRange range) => _content is string value
        ? YamlScalar.LinearToSource(_start + YamlScalar.QuoteOf((YamlScalarStyle)_styleOrEnd), value.Length, range)
        : ((YamlScalar)_content!).ToSource(range);

    /// <summary>The entries of a mapping; default of any other node.</summary>
    public ImmutableArray<YamlEntry> Entries => _content switch
    {
        YamlEntry[] entries => ImmutableCollectionsMarshal.AsImmutableArray(entries),
        YamlMapping mapping => mapping.Entries,
        _ => default,
    };
}
