using System.Collections.Immutable;
using PromRuleLint.Text;

namespace PromRuleLint.Yaml;

/// <summary>
/// A node of a YAML document with its range in the file (UTF-16 offsets). An alias is read as a copy of the node that it stands
/// for, all of which stands where the alias stands.
/// </summary>
public abstract class YamlNode
{
    private protected YamlNode(SourceRange range) => Range = range;

    /// <summary>The text of the node in the file: of a quoted scalar with its quotes, of a block scalar from its indicator on.</summary>
    public SourceRange Range { get; }

    /// <summary>The explicit tag, such as <c>!!str</c>; null where there is none.</summary>
    public string? Tag { get; internal init; }

    /// <summary>Of a node that an alias stands for, where it is written; null for a node that is written here.</summary>
    internal SourceRange? AnchorRange { get; init; }
}

/// <summary>A scalar: its decoded value and the way from each of its characters back to the file.</summary>
public sealed class YamlScalar : YamlNode
{
    private readonly int _indent;

    // The map; before it is asked for what makes it, the text of the file or a function. There are too many scalars for a function each.
    private object _map;

    /// <summary>Makes a scalar.</summary>
    public YamlScalar(SourceRange range, string value, YamlScalarStyle style, Func<ScalarMap> map)
        : base(range)
    {
        Value = value;
        Style = style;
        _map = map;
    }

    /// <summary>A scalar as it is written in a text.</summary>
    /// <param name="range">Where it is written.</param>
    /// <param name="value">The decoded value.</param>
    /// <param name="style">How it is written.</param>
    /// <param name="text">The text.</param>
    /// <param name="indent">Of a block scalar how far its lines are indented.</param>
    internal YamlScalar(SourceRange range, string value, YamlScalarStyle style, string text, int indent)
        : base(range)
    {
        Value = value;
        Style = style;
        _map = text;
        _indent = indent;
    }

    /// <summary>The decoded value.</summary>
    public string Value { get; }

    /// <summary>How it is written.</summary>
    public YamlScalarStyle Style { get; }

    /// <summary>From offsets in <see cref="Value"/> to offsets in the file. Made when first asked for.</summary>
    public ScalarMap Map
    {
        get
        {
            object known = _map;
            if (known is ScalarMap map)
            {
                return map;
            }

            map = known is string text ? YamlScalarDecoder.Map(text, Range, Style, _indent) : ((Func<ScalarMap>)known)();
            _map = map;
            return map;
        }
    }

    /// <summary>Whether an untyped reader takes the value for null: empty, <c>~</c> or <c>null</c>, unquoted, or tagged <c>!!null</c>.</summary>
    public bool IsNull => Tag == "tag:yaml.org,2002:null" || (Style == YamlScalarStyle.Plain && Tag is null && Value is "" or "~" or "null" or "Null" or "NULL");

    /// <summary>The range in the file of a range in <see cref="Value"/>.</summary>
    public SourceRange ToSource(TextRange range) => Map.ToSource(range);
}

/// <summary>A sequence.</summary>
public sealed class YamlSequence(SourceRange range, ImmutableArray<YamlNode> items) : YamlNode(range)
{
    /// <summary>The items.</summary>
    public ImmutableArray<YamlNode> Items { get; } = items;
}

/// <summary>A mapping; the order and repeated keys are kept.</summary>
public sealed class YamlMapping(SourceRange range, ImmutableArray<YamlEntry> entries) : YamlNode(range)
{
    /// <summary>The entries.</summary>
    public ImmutableArray<YamlEntry> Entries { get; } = entries;

    /// <summary>The first value under a key; null where there is none.</summary>
    public YamlNode? this[string key]
    {
        get
        {
            foreach (YamlEntry entry in Entries)
            {
                if (entry.Key is YamlScalar scalar && scalar.Value == key)
                {
                    return entry.Value;
                }
            }

            return null;
        }
    }
}
