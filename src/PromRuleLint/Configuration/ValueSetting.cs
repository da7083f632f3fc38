using PromRuleLint.Yaml;

namespace PromRuleLint.Configuration;

/// <summary>A key whose value is read at once.</summary>
internal sealed class ValueSetting(string name, Func<ConfigurationInput, YamlNode, LintConfiguration, LintConfiguration> apply) : Setting(name)
{
    public override LintConfiguration Apply(ConfigurationInput input, YamlNode value, LintConfiguration configuration) => apply(input, value, configuration);
}
