using System.Collections.Immutable;
using System.Runtime.InteropServices;
using PromRuleLint.Text;

namespace PromRuleLint.Yaml;

/// <summary>
/// A node of a YAML document with its range in the file (UTF-16 offsets). An alias is read as a copy of the node that it stands
/// for, all of which stands where the alias stands. What holds nodes may make one anew each time it is asked for it: whether two
/// are the same node in a file, their ranges say, not their references.
/// </summary>
public abstract class YamlNode
{
    private protected YamlNode(SourceRange range) => Range = range;

    /// <summary>The text of the node in the file: of a quoted scalar with its quotes, of a block scalar from its indicator on.</summary>
    public SourceRange Range { get; }

    /// <summary>The explicit tag, such as <c>!!str</c>; null where there is none.</summary>
    public string? Tag
    {
        get => Properties?.Tag;
        internal init
        {
            if (value is not null)
            {
                Properties = new YamlNodeProperties(value, AnchorRange);
            }
        }
    }

    /// <summary>Of a node that an alias stands for, where it is written; null for a node that is written here.</summary>
    internal SourceRange? AnchorRange
    {
        get => Properties?.AnchorRange;
        init
        {
            if (value is not null)
            {
                Properties = new YamlNodeProperties(Tag, value);
            }
        }
    }

    /// <summary>The value of a scalar that is not null; null for any other node.</summary>
    internal string? Text => this is YamlScalar { IsNull: false } scalar ? scalar.Value : null;

    /// <summary>The text under a key; null where the node is no mapping, or has no such text.</summary>
    internal string? TextOf(string key) => (this as YamlMapping)?[key]?.Text;

    // Few nodes have any.
    private protected abstract YamlNodeProperties? Properties { get; set; }
}

/// <summary>A scalar: its decoded value and the way from each of its characters back to the file.</summary>
public sealed class YamlScalar : YamlNode
{
    private const int StyleBits = 3;

    // In place of a map in which each character is the whole scalar.
    private static readonly object Whole = new();

    // There are many scalars, so that each has little: the style and the indent are one number, and what leads to the map is
    // null (the text stands in the file as it is, perhaps in quotes), the text of the file, Whole, a function or the map itself, or these with properties.
    private readonly int _styleAndIndent;
    private object? _map;

    /// <summary>Makes a scalar.</summary>
    public YamlScalar(SourceRange range, string value, YamlScalarStyle style, Func<ScalarMap> map)
        : base(range)
    {
        Value = value;
        _styleAndIndent = (int)style;
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
        _styleAndIndent = (int)style | (indent << StyleBits);
        _map = IsLinear(range, value, style, text) ? null : text;
    }

    /// <summary>A scalar of which no character stands in the file by itself: each is the whole of it.</summary>
    internal YamlScalar(SourceRange range, string value, YamlScalarStyle style, YamlNodeProperties properties)
        : base(range)
    {
        Value = value;
        _styleAndIndent = (int)style;
        _map = new Annotated(Whole, properties);
    }

    /// <summary>A scalar that stands in the file as it is, plain or in quotes.</summary>
    internal YamlScalar(SourceRange range, string value, YamlScalarStyle style)
        : base(range)
    {
        Value = value;
        _styleAndIndent = (int)style;
    }

    /// <summary>The decoded value.</summary>
    public string Value { get; }

    /// <summary>How it is written.</summary>
    public YamlScalarStyle Style => (YamlScalarStyle)(_styleAndIndent & ((1 << StyleBits) - 1));

    /// <summary>From offsets in <see cref="Value"/> to offsets in the file. Made when asked for.</summary>
    public ScalarMap Map
    {
        get
        {
            var annotated = _map as Annotated;
            object? known = annotated is null ? _map : annotated.Map;
            if (known is ScalarMap map)
            {
                return map;
            }

            if (known is null)
            {
                return ScalarMap.Linear(Range.Start + QuoteOf(Style), Value.Length);
            }

            map = known switch
            {
                _ when known == Whole => new ScalarMap([new ScalarMap.Run(0, Range.Start, Range.Length, IsLinear: false)], Value.Length, Range.End),
                string text => YamlScalarDecoder.Map(text, Range, Style, _styleAndIndent >> StyleBits),
                _ => ((Func<ScalarMap>)known)(),
            };
            _map = annotated is null ? map : new Annotated(map, annotated.Properties);
            return map;
        }
    }

    /// <summary>Whether it is a scalar without properties that stands in the file as it is, plain or in quotes: its value, its style and where it begins are all of it.</summary>
    internal bool IsAsWritten => _map is null;

    /// <summary>Whether it is a plain scalar without properties that stands in the file as it is: its value and its range are all of it.</summary>
    internal bool IsWordAsWritten => _map is null && Style == YamlScalarStyle.Plain;

    /// <summary>Whether an untyped reader takes the value for null: empty, <c>~</c> or <c>null</c>, unquoted, or tagged <c>!!null</c>.</summary>
    public bool IsNull => Tag is { } tag ? tag == "tag:yaml.org,2002:null" : IsNullWord(Value, Style);

    /// <summary>Whether an untyped reader takes a scalar without a tag for null.</summary>
    internal static bool IsNullWord(string value, YamlScalarStyle style) => style == YamlScalarStyle.Plain && value is "" or "~" or "null" or "Null" or "NULL";

    /// <summary>Whether the value of a scalar stands in a text as it is: each of its characters is one of the text.</summary>
    /// <remarks>In quotes no escape and no folding is shorter than what it stands for, so that of equal length is what is equal in place.</remarks>
    internal static bool IsLinear(SourceRange range, string value, YamlScalarStyle style, string text) => style switch
    {
        YamlScalarStyle.Plain => range.In(text).SequenceEqual(value),
        YamlScalarStyle.SingleQuoted or YamlScalarStyle.DoubleQuoted => value.Length == range.Length - 2,
        _ => false,
    };

    /// <summary>The range in the file of a range in <see cref="Value"/>.</summary>
    public SourceRange ToSource(TextRange range) => _map is null ? LinearToSource(Range.Start + QuoteOf(Style), Value.Length, range) : Map.ToSource(range);

    /// <summary>What <see cref="ScalarMap.Linear"/> gives, without a map.</summary>
    internal static SourceRange LinearToSource(int start, int length, TextRange range)
    {
        int from = start + Math.Min(range.Start, length);
        return range.IsEmpty ? new SourceRange(from, from) : new SourceRange(from, Math.Max(from, start + Math.Clamp(range.End, 0, length)));
    }

    /// <summary>How many characters stand around a value that is written in a style and as it is.</summary>
    internal static int QuoteOf(YamlScalarStyle style) => style == YamlScalarStyle.Plain ? 0 : 1;

    private protected override YamlNodeProperties? Properties
    {
        get => (_map as Annotated)?.Properties;
        set => _map = new Annotated(_map is Annotated annotated ? annotated.Map : _map, value!);
    }

    private sealed record Annotated(object? Map, YamlNodeProperties Properties);
}

/// <summary>A sequence.</summary>
public sealed class YamlSequence : YamlNode
{
    private readonly CompactNode[] _items;

    /// <summary>Makes a sequence.</summary>
    public YamlSequence(SourceRange range, ImmutableArray<YamlNode> items)
        : this(range, [.. items.Select(CompactNode.Of)])
    {
    }

    /// <summary>Makes a sequence.</summary>
    internal YamlSequence(SourceRange range, CompactNode[] items)
        : base(range) => _items = items;

    /// <summary>The items.</summary>
    public ImmutableArray<YamlNode> Items => ImmutableCollectionsMarshal.AsImmutableArray(Array.ConvertAll(_items, static item => item.ToNode()!));

    /// <summary>The items, each as little as it takes to make it.</summary>
    internal ReadOnlySpan<CompactNode> CompactItems => _items;

    private protected override YamlNodeProperties? Properties { get; set; }
}

/// <summary>A mapping; the order and repeated keys are kept.</summary>
public sealed class YamlMapping(SourceRange range, ImmutableArray<YamlEntry> entries) : YamlNode(range)
{
    /// <summary>The entries.</summary>
    public ImmutableArray<YamlEntry> Entries { get; } = entries.IsDefault ? [] : entries;

    /// <summary>Whether it has properties.</summary>
    internal bool HasProperties => Properties is not null;

    /// <summary>The first value under a key; null where there is none.</summary>
    public YamlNode? this[string key]
    {
        get
        {
            foreach (YamlEntry entry in Entries)
            {
                if (entry.KeyText == key)
                {
                    return entry.Value;
                }
            }

            return null;
        }
    }

    private protected override YamlNodeProperties? Properties { get; set; }
}

/// <summary>What few nodes have.</summary>
/// <param name="Tag">The explicit tag; null where there is none.</param>
/// <param name="AnchorRange">Of a node that an alias stands for, where it is written; null for a node that is written here.</param>
internal sealed record YamlNodeProperties(string? Tag, SourceRange? AnchorRange);
