namespace PromRuleLint.Yaml;

/// <summary>What was made of an entry of a mapping and says all that the entry says.</summary>
internal interface IYamlEntry
{
    /// <summary>The entry.</summary>
    YamlEntry ToEntry();
}
