using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace PromRuleLint.Tests.Configuration;

/// <summary>
/// The part of JSON Schema (draft 7) that the schema of the configuration uses. A number or a truth value is a text too where one
/// is expected: YAML has texts without quotes, which the reader takes and an editor marks.
/// </summary>
internal sealed class SchemaValidation(JsonObject root)
{
    private static readonly string[] Known =
    [
        "$schema", "title", "description", "default", "definitions", "type", "additionalProperties", "properties", "required", "enum", "minLength", "pattern", "allOf", "anyOf",
        "oneOf", "$ref", "items", "minItems", "maxItems", "maxProperties", "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "dependencies",
    ];

    public bool IsValid(JsonNode? value) => IsValid(root, value);

    public static JsonObject Resolve(JsonObject root, JsonObject schema) =>
        schema["$ref"] is { } reference ? root["definitions"]![reference.GetValue<string>()["#/definitions/".Length..]]!.AsObject() : schema;

    public static string TypeOf(JsonNode? value) => value?.GetValueKind() switch
    {
        null or JsonValueKind.Null => "null",
        JsonValueKind.True or JsonValueKind.False => "boolean",
        JsonValueKind.Number => double.IsInteger(Number(value)) ? "integer" : "number",
        JsonValueKind.String => "string",
        JsonValueKind.Array => "array",
        _ => "object",
    };

    private static double Number(JsonNode value) => double.Parse(value.ToJsonString(), CultureInfo.InvariantCulture);

    private bool IsValid(JsonObject schema, JsonNode? value)
    {
        schema = Resolve(root, schema);
        Assert.That(schema.Select(static pair => pair.Key).Except(Known), Is.Empty, "what the schema says is understood here");
        string type = TypeOf(value);
        if (type is "integer" or "number" or "boolean" && schema["type"] is { } wanted && Types(wanted).Contains("string") && !Types(wanted).Any(each => each == type || (each == "number" && type == "integer")))
        {
            return IsValid(schema, value!.ToJsonString());
        }

        return (schema["type"] is not { } types || Types(types).Any(each => each == type || (each == "number" && type == "integer")))
            && (schema["enum"] is not JsonArray values || values.Any(each => JsonNode.DeepEquals(each, value)))
            && (schema["allOf"] is not JsonArray all || all.All(each => IsValid(each!.AsObject(), value)))
            && (schema["anyOf"] is not JsonArray any || any.Any(each => IsValid(each!.AsObject(), value)))
            && (schema["oneOf"] is not JsonArray one || one.Count(each => IsValid(each!.AsObject(), value)) == 1)
            && type switch
            {
                "string" => IsValidText(schema, value!.GetValue<string>()),
                "integer" or "number" => IsValidNumber(schema, Number(value!)),
                "array" => IsValidArray(schema, value!.AsArray()),
                "object" => IsValidObject(schema, value!.AsObject()),
                _ => true,
            };
    }

    private static IEnumerable<string> Types(JsonNode types) => types is JsonArray list ? list.Select(static each => each!.GetValue<string>()) : [types.GetValue<string>()];

    private static bool IsValidText(JsonObject schema, string text) =>
        (schema["minLength"] is not { } least || text.Length >= least.GetValue<int>())
        && (schema["pattern"] is not { } pattern || System.Text.RegularExpressions.Regex.IsMatch(text, pattern.GetValue<string>()));

    private static bool IsValidNumber(JsonObject schema, double number) =>
        (schema["minimum"] is not { } least || number >= Number(least)) && (schema["maximum"] is not { } most || number <= Number(most))
        && (schema["exclusiveMinimum"] is not { } above || number > Number(above))
        && (schema["exclusiveMaximum"] is not { } below || number < Number(below));

    private bool IsValidArray(JsonObject schema, JsonArray array) =>
        (schema["minItems"] is not { } least || array.Count >= least.GetValue<int>()) && (schema["maxItems"] is not { } most || array.Count <= most.GetValue<int>())
        && (schema["items"] is not JsonObject items || array.All(each => IsValid(items, each)));

    private bool IsValidObject(JsonObject schema, JsonObject value) =>
        (schema["maxProperties"] is not { } most || value.Count <= most.GetValue<int>())
        && (schema["required"] is not JsonArray required || required.All(name => value.ContainsKey(name!.GetValue<string>())))
        && (schema["dependencies"] is not JsonObject dependencies || dependencies.All(pair => !value.ContainsKey(pair.Key) || pair.Value!.AsArray().All(name => value.ContainsKey(name!.GetValue<string>()))))
        && value.All(pair => schema["properties"]?[pair.Key] is JsonObject known ? IsValid(known, pair.Value)
            : schema["additionalProperties"] is JsonObject others ? IsValid(others, pair.Value)
            : schema["additionalProperties"] is null || schema["additionalProperties"]!.GetValueKind() == JsonValueKind.True);
}
