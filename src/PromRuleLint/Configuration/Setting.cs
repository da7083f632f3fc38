using PromRuleLint.Yaml;

namespace PromRuleLint.Configuration;

/// <summary>A key of the configuration file and how its value changes the configuration.</summary>
internal abstract class Setting(string name)
{
    public string Name { get; } = name;

    public abstract LintConfiguration Apply(ConfigurationInput input, YamlNode value, LintConfiguration configuration);
}
