using PromRuleLint.Diagnostics;
using PromRuleLint.Text;
using PromRuleLint.Yaml;

namespace PromRuleLint.Configuration;

/// <summary>The key <c>severity</c>: a mapping from the id or the name of a check to a word.</summary>
internal static class SeveritySetting
{
    // That the tool could not do its work must not be told quietly.
    private static readonly DiagnosticDescriptor[] Fixed =
    [
        ToolDiagnostics.UnreadableFile, ToolDiagnostics.NoFilesMatched, ToolDiagnostics.InvalidConfiguration,
        ToolDiagnostics.CheckAssemblyFailure, ToolDiagnostics.InternalError,
    ];

    private static readonly (string Word, Severity Value)[] Words =
    [
        ("error", Severity.Error), ("warning", Severity.Warning), ("information", Severity.Info), ("none", Severity.Hidden),
    ];

    public static LintConfiguration Apply(ConfigurationInput input, YamlNode node, LintConfiguration configuration)
    {
        if (node is YamlScalar { IsNull: true })
        {
            return configuration;
        }

        if (node is not YamlMapping mapping)
        {
            input.Report(node, "The severities are a mapping from a check to a severity, such as {short-rate-window: error}");
            return configuration;
        }

        var severities = configuration.Severities.ToBuilder();
        foreach (YamlEntry entry in mapping.Entries)
        {
            if (input.Text(entry.Key, "The id or the name of a check") is { } key && Find(input, key) is { } descriptor && Read(input, entry.Value) is { } severity)
            {
                if (Array.Exists(Fixed, each => each.Id == descriptor.Id))
                {
                    input.Report(key, $"The severity of '{descriptor.Name}' cannot be set: it says that something could not be looked at");
                }
                else if (!severities.TryAdd(descriptor.Id, severity))
                {
                    input.Report(key, $"The severity of {descriptor.Id} ({descriptor.Name}) is set twice; keep one of the two");
                }
            }
        }

        return configuration with { Severities = severities.ToImmutable() };
    }

    /// <summary>The check that a key names; null, and a finding, where there is none.</summary>
    public static DiagnosticDescriptor? Find(ConfigurationInput input, YamlScalar key)
    {
        foreach (DiagnosticDescriptor each in input.Descriptors)
        {
            if (string.Equals(each.Id, key.Value, StringComparison.OrdinalIgnoreCase) || string.Equals(each.Name, key.Value, StringComparison.OrdinalIgnoreCase))
            {
                return each;
            }
        }

        // An id is not misspelt into another id by one digit: only names have a nearest one.
        string? nearest = key.Value.Contains('-') || !key.Value.Any(char.IsAsciiDigit) ? NearestName.Find(key.Value, input.Descriptors.Select(static each => each.Name)) : null;
        input.Report(ToolDiagnostics.UnknownCheck, key.Range, key.Value, nearest is null ? "" : $"; did you mean '{nearest}'?");
        return null;
    }

    private static Severity? Read(ConfigurationInput input, YamlNode value)
    {
        string? meant = value is YamlScalar scalar ? scalar.Value.ToLowerInvariant() switch
        {
            "info" or "informational" or "suggestion" => "information",
            "warn" => "warning",
            "err" or "fatal" or "critical" => "error",
            "off" or "false" or "ignore" or "ignored" or "disable" or "disabled" or "hidden" or "silent" => "none",
            _ => null,
        } : null;
        if (meant is not null)
        {
            input.Report(value, $"'{((YamlScalar)value).Value}' is not a severity; did you mean '{meant}'?");
            return null;
        }

        return input.Word(value, "a severity", Words);
    }
}
