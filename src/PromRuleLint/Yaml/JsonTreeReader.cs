using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using PromRuleLint.Text;

namespace PromRuleLint.Yaml;

/// <summary>
/// Reads JSON into the tree that YAML is read into. Most JSON is YAML, but not all: <c>\/</c> and escaped surrogate pairs,
/// which JSON allows and some programs write, are not.
/// </summary>
internal sealed class JsonTreeReader
{
    private readonly byte[] _bytes;
    private int _lastByte;
    private int _lastCharacter;

    private JsonTreeReader(string text) => _bytes = Encoding.UTF8.GetBytes(text);

    /// <summary>Reads a JSON object; null if the text is not one.</summary>
    public static YamlMapping? ReadObject(SourceText source)
    {
        if (!source.Text.AsSpan().TrimStart().StartsWith('{'))
        {
            return null;
        }

        var tree = new JsonTreeReader(source.Text);
        var json = new Utf8JsonReader(tree._bytes);
        try
        {
            _ = json.Read();
            YamlNode root = tree.ReadNode(ref json);

            // Nothing may follow; the reader says so itself.
            return json.Read() ? null : root as YamlMapping;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // No JSON, or half a surrogate pair.
            return null;
        }
    }

    // The JSON reader allows 64 levels, so that the recursion is no danger.
    private YamlNode ReadNode(ref Utf8JsonReader json)
    {
        int start = OffsetOf(json.TokenStartIndex);
        switch (json.TokenType)
        {
            case JsonTokenType.StartObject:
                var entries = ImmutableArray.CreateBuilder<YamlEntry>();
                while (json.Read() && json.TokenType != JsonTokenType.EndObject)
                {
                    YamlNode key = ReadScalar(ref json, OffsetOf(json.TokenStartIndex));
                    _ = json.Read();
                    entries.Add(new YamlEntry(key, ReadNode(ref json)));
                }

                return new YamlMapping(new SourceRange(start, OffsetOf(json.BytesConsumed)), entries.ToImmutable());
            case JsonTokenType.StartArray:
                var items = ImmutableArray.CreateBuilder<YamlNode>();
                while (json.Read() && json.TokenType != JsonTokenType.EndArray)
                {
                    items.Add(ReadNode(ref json));
                }

                return new YamlSequence(new SourceRange(start, OffsetOf(json.BytesConsumed)), items.ToImmutable());
            default:
                return ReadScalar(ref json, start);
        }
    }

    private YamlScalar ReadScalar(ref Utf8JsonReader json, int start)
    {
        bool isText = json.TokenType is JsonTokenType.String or JsonTokenType.PropertyName;
        string value = isText ? json.GetString()! : Encoding.UTF8.GetString(json.ValueSpan);

        // After the name of a property the colon is consumed too.
        int end = OffsetOf(json.TokenStartIndex + json.ValueSpan.Length + (isText ? 2 : 0));
        int quote = isText ? 1 : 0;
        var content = new SourceRange(start + quote, end - quote);
        return new YamlScalar(new SourceRange(start, end), value, isText ? YamlScalarStyle.DoubleQuoted : YamlScalarStyle.Plain, Map);

        ScalarMap Map() => content.Length == value.Length
            ? ScalarMap.Linear(content.Start, value.Length)
            : new ScalarMap([new ScalarMap.Run(0, content.Start, content.Length, IsLinear: false)], value.Length, content.End);
    }

    /// <summary>The offset in the text of a byte; asked for in ascending order.</summary>
    private int OffsetOf(long index)
    {
        int to = (int)index;
        _lastCharacter += Encoding.UTF8.GetCharCount(_bytes, _lastByte, to - _lastByte);
        _lastByte = to;
        return _lastCharacter;
    }
}
