using System.Text.Json;
using PromRuleLint.Configuration;

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

    private static IEnumerable<string> KeysOf(SettingSection section, string prefix) =>
        section.Settings.SelectMany(setting => setting is SettingSection inner ? KeysOf(inner, prefix + setting.Name + ".").Prepend(prefix + setting.Name) : [prefix + setting.Name]);

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
