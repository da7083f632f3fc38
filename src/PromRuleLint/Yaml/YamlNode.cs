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

/// <summary>The five ways to write a YAML scalar.</summary>
public enum YamlScalarStyle
{
    /// <summary>Without quotes.</summary>
    Plain,

    /// <summary>In <c>'…'</c>.</summary>
    SingleQuoted,

    /// <summary>In <c>"…"</c>.</summary>
    DoubleQuoted,

    /// <summary>After <c>|</c>.</summary>
    Literal,

    /// <summary>After <c>&gt;</c>.</summary>
    Folded,
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

/// <summary>A key and its value.</summary>
/// <param name="Key">The key; in rule files always a scalar.</param>
/// <param name="Value">The value.</param>
public readonly record struct YamlEntry(YamlNode Key, YamlNode Value)
{
    /// <summary>Where the key stands in this mapping; where it is an alias, the alias.</summary>
    public SourceRange KeyRange { get; init; } = Key.Range;

    /// <summary>Where the value stands in this mapping when it is an alias; null when it is written here.</summary>
    public SourceRange? AliasRange { get; init; }

    /// <summary>The <c>&lt;&lt;</c> that merged the entry in from another mapping; null for an entry of the mapping's own.</summary>
    public SourceRange? MergedAt { get; init; }
}

/// <summary>A comment: from its <c>#</c> to the end of the line.</summary>
/// <param name="Range">Where in the file, without the line break.</param>
/// <param name="OwnLine">Whether nothing but white space stands before it on its line.</param>
public readonly record struct YamlComment(SourceRange Range, bool OwnLine);

/// <summary>An alias and the node that it stands for.</summary>
/// <param name="Range">The alias, with its <c>*</c>.</param>
/// <param name="AnchorRange">The node, without its anchor.</param>
internal readonly record struct YamlAlias(SourceRange Range, SourceRange AnchorRange);

/// <summary>What kind of fault in YAML itself.</summary>
public enum YamlErrorKind
{
    /// <summary>The text is not YAML.</summary>
    Syntax,

    /// <summary>A key stands twice in one mapping.</summary>
    DuplicateKey,

    /// <summary>Nesting or aliases beyond the caps.</summary>
    TooDeepOrTooManyAliases,
}

/// <summary>A fault in YAML itself.</summary>
/// <param name="Kind">What kind.</param>
/// <param name="Range">Where in the file.</param>
/// <param name="Message">What is wrong and what to write instead.</param>
public sealed record YamlError(YamlErrorKind Kind, SourceRange Range, string Message)
{
    /// <summary>Another place that the message speaks of, such as the first of two equal keys.</summary>
    public SourceRange? RelatedRange { get; init; }
}

/// <summary>All documents of one file.</summary>
/// <param name="Source">The file.</param>
/// <param name="Documents">The root node of each document; null for an empty one.</param>
/// <param name="Comments">All comments in the order of the text; a <c>#</c> inside a scalar is none.</param>
/// <param name="Errors">Faults; the documents then hold what could be read.</param>
public sealed record YamlFile(SourceText Source, ImmutableArray<YamlNode?> Documents, ImmutableArray<YamlComment> Comments, ImmutableArray<YamlError> Errors)
{
    /// <summary>The parts of the text that were left out because they are not YAML, or that nothing is known of after it; empty where all was read.</summary>
    public ImmutableArray<SourceRange> Unread { get; init; } = [];

    /// <summary>The aliases, in the order of the text.</summary>
    internal ImmutableArray<YamlAlias> Aliases { get; init; } = [];
}
