using PromRuleLint.Diagnostics;
using PromRuleLint.Yaml;

namespace PromRuleLint.Configuration;

/// <summary>The key <c>severity</c>: a mapping from the id or the name of a check to a word.</summary>
internal static class SeveritySetting
{
    // A failure of the tool itself must not be hidden.
    private static readonly DiagnosticDescriptor[] Fixed =
    [
        ToolDiagnostics.UnreadableFile, ToolDiagnostics.NoFilesMatched, ToolDiagnostics.InvalidConfiguration,
        ToolDiagnostics.CheckAssemblyFailure, ToolDiagnostics.InternalError,
    ];

    private static readonly (string Word, DiagnosticSeverity Value)[] Words =
    [
        ("error", DiagnosticSeverity.Error), ("warning", DiagnosticSeverity.Warning), ("information", DiagnosticSeverity.Info), ("none", DiagnosticSeverity.Hidden),
    ];

    public static LintConfiguration Apply(ConfigurationInput input, YamlNode node, LintConfiguration configuration)
    {
        var severities = configuration.Severities.ToBuilder();
        foreach ((YamlScalar key, DiagnosticDescriptor descriptor, YamlNode value) in CheckKeys.Read(input, node, "The severities are a mapping from a check to a severity, such as {short-rate-window: error}"))
        {
            if (Read(input, value) is not { } severity)
            {
                continue;
            }

            if (Array.Exists(Fixed, each => each.Id == descriptor.Id))
            {
                input.Report(key, $"The severity of '{descriptor.Name}' cannot be set: it says that something could not be looked at");
            }
            else if (!severities.TryAdd(descriptor.Id, severity))
            {
                input.Report(key, $"The severity of {descriptor.Id} ({descriptor.Name}) is set twice; keep one of the two");
            }
        }

        return configuration with { Severities = severities.ToImmutable() };
    }

    private static DiagnosticSeverity? Read(ConfigurationInput input, YamlNode value)
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
