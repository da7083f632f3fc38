using PromRuleLint.Diagnostics;
using PromRuleLint.Text;
using PromRuleLint.Yaml;

namespace PromRuleLint.Configuration;

/// <summary>The key <c>settings</c>: a mapping from the id or the name of a custom check to the settings that it declares.</summary>
internal static class CheckSettings
{
    public static LintConfiguration Apply(ConfigurationInput input, YamlNode node, LintConfiguration configuration)
    {
        var values = configuration.CheckSettings.ToBuilder();
        foreach ((YamlScalar key, DiagnosticDescriptor descriptor, YamlNode value) in CheckKeys.Read(input, node, "The settings are a mapping from a custom check to its settings, such as {alert-without-runbook: {annotation: runbook_url}}"))
        {
            Read(input, key, value, descriptor, values);
        }

        return configuration with { CheckSettings = values.ToImmutable() };
    }

    private static void Read(ConfigurationInput input, YamlScalar key, YamlNode node, DiagnosticDescriptor descriptor, IDictionary<(string Id, string Setting), object> values)
    {
        if (descriptor.Settings.IsEmpty)
        {
            input.Report(key, $"'{descriptor.Name}' has no settings here");
            return;
        }

        string names = ConfigurationInput.List(descriptor.Settings.Select(static setting => setting.Name));
        if (node is not YamlMapping mapping)
        {
            if (node is not YamlScalar { IsNull: true })
            {
                input.Report(node, $"The settings of '{descriptor.Name}' are a mapping with the keys {names}");
            }

            return;
        }

        foreach (YamlEntry entry in mapping.Entries)
        {
            if (input.Text(entry.Key, "A setting") is not { } name)
            {
                continue;
            }

            if (descriptor.Settings.FirstOrDefault(setting => setting.Name == name.Value) is not { } setting)
            {
                string hint = NearestName.Find(name.Value, descriptor.Settings.Select(static each => each.Name)) is { } nearest ? $"did you mean '{nearest}'?" : $"the keys are {names}";
                input.Report(name, $"'{name.Value}' is not a setting of '{descriptor.Name}'; {hint}");
            }
            else if (Value(input, entry.Value, setting.Kind) is { } value && !values.TryAdd((descriptor.Id, setting.Name), value))
            {
                input.Report(name, $"'{setting.Name}' of {descriptor.Id} ({descriptor.Name}) is set twice; keep one of the two");
            }
        }
    }

    private static object? Value(ConfigurationInput input, YamlNode node, CheckSettingKind kind) => kind switch
    {
        CheckSettingKind.Text => input.Text(node, "This setting")?.Value,
        CheckSettingKind.Texts => ConfigurationSettings.Values(input, node, "This setting"),
        CheckSettingKind.Count => input.Count(node, "This setting"),
        CheckSettingKind.Boolean => input.Boolean(node),
        CheckSettingKind.Duration => input.Duration(node),
        _ => input.Pattern(node),
    };
}
