using PromRuleLint.Text;

namespace PromRuleLint.Yaml;

/// <summary>A key and its value.</summary>
/// <param name="Key">The key; in rule files always a scalar.</param>
/// <param name="Value">The value.</param>
public readonly record struct YamlEntry(YamlNode Key, YamlNode Value)
{
    // Half of all scalars are keys: a key that stands in the file as it is, as nearly all do, is kept as its text, and the
    // node is made where somebody asks for it. A key with places has them around it.
    private readonly object _key = Shorten(Key, Key.Range);
    private readonly SourceRange _keyRange = Key.Range;
    private readonly CompactNode _value = CompactNode.Of(Value);

    /// <summary>The key; in rule files always a scalar.</summary>
    public YamlNode Key
    {
        get => (_key is Placed placed ? placed.Key : _key) switch
        {
            string text => new YamlScalar(_keyRange, text, YamlScalarStyle.Plain),
            var node => (YamlNode)node!,
        };
        init => _key = WithKey(Shorten(value, _keyRange));
    }

    /// <summary>The value.</summary>
    public YamlNode Value
    {
        get => _value.ToNode()!;
        init => _value = CompactNode.Of(value);
    }

    /// <summary>The value, or as little as it takes to make it.</summary>
    internal CompactNode CompactValue
    {
        get => _value;
        init => _value = value;
    }

    /// <summary>The key, or as little as it takes to make it.</summary>
    internal CompactNode CompactKey => _key is string word ? CompactNode.OfScalar(word, _keyRange.Start, YamlScalarStyle.Plain) : CompactNode.Of(Key);

    /// <summary>Where the key stands in this mapping; where it is an alias, the alias.</summary>
    public SourceRange KeyRange
    {
        get => _keyRange;
        init
        {
            if (value != _keyRange)
            {
                // Of a text alone the range of the key is that of the node.
                _key = WithKey(Key);
                _keyRange = value;
            }
        }
    }

    /// <summary>Where the value stands in this mapping when it is an alias; null when it is written here.</summary>
    public SourceRange? AliasRange
    {
        get => (_key as Placed)?.AliasRange;
        init => _key = WithPlaces(value, MergedAt);
    }

    /// <summary>The <c>&lt;&lt;</c> that merged the entry in from another mapping; null for an entry of the mapping's own.</summary>
    public SourceRange? MergedAt
    {
        get => (_key as Placed)?.MergedAt;
        init => _key = WithPlaces(AliasRange, value);
    }

    /// <summary>The key that stands in the file as it is, all of <see cref="KeyRange"/>; null of any other.</summary>
    internal string? Word => _key as string;

    /// <summary>The value of the key; null of one that is no scalar.</summary>
    internal string? KeyText => (_key is Placed placed ? placed.Key : _key) switch
    {
        string text => text,
        YamlScalar scalar => scalar.Value,
        _ => null,
    };

    /// <summary>An entry whose key is a word that stands in the file as it is.</summary>
    internal static YamlEntry OfWord(string word, SourceRange range, CompactNode value) => default(YamlEntry) with { WrittenKey = (word, range), CompactValue = value };

    /// <summary>An entry that is written where it stands.</summary>
    internal static YamlEntry Of(CompactNode key, CompactNode value) => key is { Word: { } word } ? OfWord(word, key.Range, value) : Of(key.ToNode()!, value);

    /// <inheritdoc cref="Of(CompactNode, CompactNode)"/>
    internal static YamlEntry Of(YamlNode key, CompactNode value) => new YamlEntry(key, key) with { CompactValue = value };

    private (object Word, SourceRange Range) WrittenKey
    {
        init => (_key, _keyRange) = value;
    }

    private static object Shorten(YamlNode key, SourceRange range) => key is YamlScalar { IsWordAsWritten: true } word && word.Range == range ? word.Value : key;

    private object WithKey(object key) => _key is Placed placed ? placed with { Key = key } : key;

    private object WithPlaces(SourceRange? alias, SourceRange? merged)
    {
        object key = _key is Placed placed ? placed.Key : _key;
        return alias is null && merged is null ? key : new Placed(key, alias, merged);
    }

    private sealed record Placed(object Key, SourceRange? AliasRange, SourceRange? MergedAt);
}
