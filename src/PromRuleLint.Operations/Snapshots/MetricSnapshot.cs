using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using PromRuleLint.Operations.Http;

namespace PromRuleLint.Operations.Snapshots;

/// <summary>What a server knows of a metric.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Series">How many series of it there are now.</param>
/// <param name="Labels">The labels that its series have had lately, without <c>__name__</c>.</param>
internal sealed record MetricSnapshot(string Name, long Series, ImmutableArray<string> Labels)
{
    /// <summary>How many values each label has now.</summary>
    public ImmutableSortedDictionary<string, long> Values { get; init; } = ImmutableSortedDictionary.Create<string, long>(StringComparer.Ordinal);

    /// <summary>The snapshot as a line of JSON, for a run that is broken off.</summary>
    public string ToJson()
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("name", Name);
            json.WriteNumber("series", Series);
            json.WriteStartArray("labels");
            foreach (string label in Labels)
            {
                json.WriteStringValue(label);
            }

            json.WriteEndArray();
            json.WriteStartObject("values");
            foreach ((string label, long count) in Values)
            {
                json.WriteNumber(label, count);
            }

            json.WriteEndObject();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.ToArray());
    }

    /// <summary>Reads such a line; null for one that was broken off.</summary>
    public static MetricSnapshot? TryParse(string line)
    {
        try
        {
            using JsonDocument json = JsonDocument.Parse(line);
            return new MetricSnapshot(
                json.RootElement.GetProperty("name").RequiredString(),
                json.RootElement.GetProperty("series").GetInt64(),
                [.. json.RootElement.GetProperty("labels").EnumerateArray().Select(static label => label.RequiredString())])
            {
                Values = json.RootElement.GetProperty("values").EnumerateObject().ToImmutableSortedDictionary(static label => label.Name, static label => label.Value.GetInt64(), StringComparer.Ordinal),
            };
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            return null;
        }
    }
}
