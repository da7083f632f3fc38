using System.Collections.Immutable;
using PromRuleLint.Text;
using PromRuleLint.Yaml;

namespace PromRuleLint.Configuration;

/// <summary>A key with keys below it; the file itself is one without a name.</summary>
internal sealed class SettingSection(string name, params ImmutableArray<Setting> settings) : Setting(name)
{
    public ImmutableArray<Setting> Settings { get; } = settings;

    /// <summary>Called when the section stands in the file, before its keys are read.</summary>
    public Func<LintConfiguration, LintConfiguration>? Begin { get; init; }

    public override LintConfiguration Apply(ConfigurationInput input, YamlNode value, LintConfiguration configuration)
    {
        if (value is YamlScalar { IsNull: true })
        {
            return configuration;
        }

        if (value is not YamlMapping mapping)
        {
            input.Report(value, Name.Length == 0
                ? $"A configuration file is a mapping with the keys {ConfigurationInput.List(Settings.Select(static each => each.Name))}"
                : $"'{Name}' has keys of its own below it: {ConfigurationInput.List(Settings.Select(static each => each.Name))}");
            return configuration;
        }

        configuration = Begin?.Invoke(configuration) ?? configuration;
        foreach (YamlEntry entry in mapping.Entries)
        {
            Setting? setting = entry.Key is YamlScalar key ? Settings.FirstOrDefault(each => each.Name == key.Value) : null;
            if (setting is null)
            {
                ReportUnknown(input, entry.Key);
            }
            else
            {
                configuration = setting.Apply(input, entry.Value, configuration);
            }
        }

        return configuration;
    }

    private void ReportUnknown(ConfigurationInput input, YamlNode node)
    {
        if (node is not YamlScalar key)
        {
            input.Report(node, "A key is a plain word here");
            return;
        }

        string where = Name.Length == 0 ? "a key of the configuration" : $"a key of '{Name}'";
        IEnumerable<string> names = Settings.Select(static each => each.Name);
        string hint;
        if (ConfigurationSettings.SectionOf(key.Value, this) is { } section)
        {
            hint = section.Length == 0 ? "it belongs at the top of the file" : $"it belongs under '{section}'";
        }
        else
        {
            hint = NearestName.Find(key.Value, names) is { } nearest ? $"did you mean '{nearest}'?" : $"the keys are {ConfigurationInput.List(names)}";
        }

        input.Report(key, $"'{key.Value}' is not {where}; {hint}");
    }
}
