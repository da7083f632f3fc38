using System.Text.Json.Nodes;

namespace PromRuleLint.Tests.Configuration;

/// <summary>Configurations that the schema describes, with texts that mean something where they stand; perhaps with one value of another kind.</summary>
internal sealed class RandomConfiguration(JsonObject root, Random random, bool isFaulty)
{
    // Faults that no schema can see are not made: each text is one that fits its key.
    private static readonly Dictionary<string, string[]> Texts = new(StringComparer.Ordinal)
    {
        ["severity.*"] = ["error"],
        ["target_version"] = ["2.55", "3.5"],
        ["forbidden_functions"] = ["sgn", "abs", "rate"],
        ["values"] = ["[0, 1]", "0 or 1", "(0, +Inf)"],
        ["pattern"] = ["a.*", "up|down"],
        ["path_map"] = ["compose.yml"],
        ["bound"] = ["<= 0.08", "== 1"],
        ["warn"] = ["<= 0.08", "< 2"],
        ["expr"] = ["up", "rate(a[5m])"],
        ["include"] = ["*.yml", "rules/**"],
        ["exclude"] = ["*.yml"],
    };

    private static readonly string[] Durations = ["5m", "1h30m", "15s", "1d"];

    // Conditions that belong together are a matter of meaning; those of the schema are written as the reader wants them.
    private static readonly string[] Conditions =
    [
        """{"expr": "up", "bound": "== 1"}""", """{"alert": "Down"}""", """{"fires": "Down"}""", """{"name": "a", "expr": "up", "bound": "== 1", "tick": "15s", "ticks": 2, "series": "all", "max_age": "2m"}""",
        """{"quorum": 1, "of": [{"expr": "up", "bound": "== 1"}, {"alert": "Down"}]}""",
    ];

    private int _faultsLeft = isFaulty ? 1 : 0;

    /// <summary>The keys that were written.</summary>
    public HashSet<string> Reached { get; } = new(StringComparer.Ordinal);

    /// <summary>All keys of the schema that a mapping names.</summary>
    public static IEnumerable<string> Keys(JsonObject schema) =>
        schema["properties"] is JsonObject properties ? properties.SelectMany(static pair => Keys(pair.Value!.AsObject()).Prepend(pair.Key)) : [];

    /// <summary>Makes one.</summary>
    public JsonNode? Make() => Object(root, "");

    private JsonNode? Value(JsonObject schema, string path)
    {
        schema = SchemaValidation.Resolve(root, schema);
        // Which settings there are is a matter of the check.
        if (path == "settings.*")
        {
            return random.Next(2) == 0 ? null : new JsonObject();
        }

        if (_faultsLeft > 0 && random.Next(4) == 0)
        {
            _faultsLeft--;
            return Other();
        }

        if (path.StartsWith("gates.", StringComparison.Ordinal))
        {
            return new JsonArray([.. Enumerable.Range(0, random.Next(1, 3)).Select(i => JsonNode.Parse(Pick(Conditions).Replace("\"name\": \"a\"", $"\"name\": \"a{i}\"", StringComparison.Ordinal)))]);
        }

        if (schema["enum"] is JsonArray values)
        {
            return Pick([.. values])!.DeepClone();
        }

        if ((schema["allOf"] ?? schema["anyOf"] ?? schema["oneOf"]) is JsonArray choices)
        {
            return Value(Pick([.. choices])!.AsObject(), path);
        }

        string type = schema["type"] is JsonArray types ? Pick([.. types])!.GetValue<string>() : schema["type"]!.GetValue<string>();
        return type switch
        {
            "null" => null,
            "boolean" => random.Next(2) == 0,
            "integer" => random.Next(schema["minimum"]?.GetValue<int>() ?? 0, 20),
            "number" => path.EndsWith("target_version", StringComparison.Ordinal) ? 2.55 : random.Next(1, 100) / 100.0,
            "string" => Text(schema, path),
            "array" => Array(schema, path),
            _ => Object(schema, path),
        };
    }

    private JsonArray Array(JsonObject schema, string path)
    {
        // What is there twice is a fault of the meaning.
        int count = random.Next(schema["minItems"]?.GetValue<int>() ?? 0, 3);
        var made = new List<JsonNode?>();
        for (int i = 0; i < count; i++)
        {
            JsonNode? item = Value(schema["items"]!.AsObject(), path);
            if (!made.Exists(each => JsonNode.DeepEquals(each, item)))
            {
                made.Add(item);
            }
        }

        return path == "fail_on" && made.Count > 1 ? new JsonArray("warning", "proved") : new JsonArray([.. made]);
    }

    private JsonObject Object(JsonObject schema, string path)
    {
        var made = new JsonObject();
        foreach ((string name, JsonNode? property) in schema["properties"]?.AsObject() ?? [])
        {
            bool isRequired = schema["required"] is JsonArray required && required.Any(each => each!.GetValue<string>() == name);
            if (isRequired || random.Next(path.Length == 0 ? 5 : 2) == 0)
            {
                Reached.Add(name);
                made[name] = Value(property!.AsObject(), path.Length == 0 ? name : $"{path}.{name}");
            }
        }

        // What such metrics are says which values they have.
        if (made["type"]?.ToJsonString() is "\"stateset\"" or "\"info\"")
        {
            made.Remove("values");
        }

        if (schema["additionalProperties"] is JsonObject others)
        {
            for (int i = random.Next(3); i > 0; i--)
            {
                made[NameFor(path)] = Value(others, $"{path}.*");
            }
        }
        else if (_faultsLeft > 0 && random.Next(6) == 0)
        {
            _faultsLeft--;
            made["no_such_key"] = 1;
        }

        return made;
    }

    private string NameFor(string path) => path switch
    {
        "severity" => Pick("promql-syntax", "duplicate-rule", "PRL2002"),
        "settings" => "acme-check",
        "path_map" => Pick("/etc/prometheus", "/rules"),
        "facts.cadences" or "facts.scraped_labels" => Pick("a.*", "up"),
        _ => Pick("up", "job_a", "b"),
    };

    private string Text(JsonObject schema, string path)
    {
        string key = path[(path.LastIndexOf('.') + 1)..];
        return Texts.TryGetValue(path, out string[]? fitting) || Texts.TryGetValue(key, out fitting) ? Pick(fitting)
            : schema["pattern"] is not null ? (path == "path_map" ? "compose.yml" : Pick(Durations))
            : Pick("up", "job", "a_b");
    }

    /// <summary>A value of a kind that is rarely right; the schema says whether it is.</summary>
    private JsonNode? Other() => random.Next(8) switch
    {
        0 => "",
        1 => true,
        2 => -1,
        3 => 1.5,
        4 => new JsonArray(new JsonArray()),
        5 => new JsonObject { ["no_such_key"] = new JsonArray() },
        6 => new JsonArray(""),
        _ => "no_such_value",
    };

    private T Pick<T>(params T[] choices) => choices[random.Next(choices.Length)];
}
