using System.Collections.Immutable;
using PromRuleLint.Diagnostics;
using PromRuleLint.Rules.Mappings;
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

    private static void Read(ConfigurationInput input, YamlScalar key, YamlNode node, DiagnosticDescriptor descriptor, ImmutableDictionary<(string Id, string Setting), object>.Builder values)
    {
        if (descriptor.Settings.IsEmpty)
        {
            input.Report(key, $"'{descriptor.Name}' has no settings here");
            return;
        }

        TableOf(descriptor).Read(input, node, ref values);
    }

    private static FieldTable<ConfigurationInput, ImmutableDictionary<(string Id, string Setting), object>.Builder> TableOf(DiagnosticDescriptor descriptor) =>
        new($"a setting of '{descriptor.Name}'", [.. descriptor.Settings.Select(setting => RowOf(setting, descriptor))])
        {
            Expected = $"The settings of '{descriptor.Name}' are a mapping with the keys",
        };

    private static FieldRow<ConfigurationInput, ImmutableDictionary<(string Id, string Setting), object>.Builder> RowOf(CheckSetting setting, DiagnosticDescriptor descriptor) =>
        new(setting.Name, (input, field, ref values) =>
        {
            if (Value(input, field.Value, setting.Kind) is { } value && !values.TryAdd((descriptor.Id, setting.Name), value))
            {
                input.Report(field.KeyRange, $"'{setting.Name}' of {descriptor.Id} ({descriptor.Name}) is set twice; keep one of the two");
            }
        });

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
