using System.Text.Json;
using PromRuleLint.Configuration;
using PromRuleLint.Rules.Mappings;

namespace PromRuleLint.Tests.Configuration;

/// <summary>The JSON schema and the reader know the same keys.</summary>
public sealed class ConfigurationSchemaTests
{
    [Test]
    public void Every_key_of_the_reader_is_in_the_schema_and_the_other_way_round()
    {
        string path = Path.Combine(Repository.Root, "src", "PromRuleLint", "Configuration", "promrulelint.schema.json");
        using JsonDocument schema = JsonDocument.Parse(File.ReadAllText(path));

        Assert.That(KeysOf(schema.RootElement, ""), Is.EquivalentTo(KeysOf(ConfigurationSettings.Root, "")));
    }

    private static IEnumerable<string> KeysOf(FieldTable<ConfigurationInput, LintConfiguration> table, string prefix) =>
        table.Fields.SelectMany(field => (field.Below is { } below ? KeysOf(below, prefix + field.Name + ".") : []).Prepend(prefix + field.Name));

    private static IEnumerable<string> KeysOf(JsonElement schema, string prefix)
    {
        if (!schema.TryGetProperty("properties", out JsonElement properties))
        {
            yield break;
        }

        Assert.That(schema.GetProperty("additionalProperties").ValueKind, Is.EqualTo(JsonValueKind.False), $"'{prefix}' takes no other keys");
        foreach (JsonProperty property in properties.EnumerateObject())
        {
            Assert.That(property.Value.TryGetProperty("description", out _), Is.True, $"'{prefix}{property.Name}' is described");
            yield return prefix + property.Name;
            foreach (string inner in KeysOf(property.Value, prefix + property.Name + "."))
            {
                yield return inner;
            }
        }
    }
}
