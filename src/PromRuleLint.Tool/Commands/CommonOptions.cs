using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using PromRuleLint.Hosting;

namespace PromRuleLint.Tool.Commands;

/// <summary>Options that several commands have. Each call makes a new one, for an option belongs to one command.</summary>
internal static class CommonOptions
{
    public static Option<string> Config() => new("--config") { Description = "The configuration file for all rule files, instead of the nearest promrulelint.yml of each.", HelpName = "FILE" };

    public static Option<bool> NoConfig() => new("--no-config") { Description = "Ignore configuration files." };

    /// <summary>Makes a command refuse <c>--config</c> together with <c>--no-config</c>.</summary>
    public static void ExcludeEachOther(Command command, Option<string> config, Option<bool> noConfig) => command.Validators.Add(result =>
    {
        if (result.GetValue(noConfig) && result.GetValue(config) is not null)
        {
            result.AddError("--config and --no-config exclude each other");
        }
    });

    public static Option<string[]> Checks() => new("--checks") { Description = "An assembly with custom checks; can be repeated.", HelpName = "ASSEMBLY", Arity = ArgumentArity.OneOrMore };

    public static Option<string[]> AllowOutside() => new("--allow-outside") { Description = "A folder outside the repository that links, rule_files and catalogs may point to; can be repeated.", HelpName = "FOLDER", Arity = ArgumentArity.OneOrMore };

    /// <summary>The search for what a person names.</summary>
    public static FileSearch Search(ToolConsole console, LintSessionOptions options) => new(console.Folder, new FileSearchOptions { Boundary = RepositoryBoundary.Create(options) });

    /// <summary>Full paths of folders.</summary>
    public static ImmutableArray<string> FullPaths(ToolConsole console, string[]? folders) => [.. (folders ?? []).Select(folder => Path.GetFullPath(folder, console.Folder))];

    public static Option<bool> Quiet(string description) => new("--quiet", "-q") { Description = description };

    public static Option<string> Color()
    {
        var option = new Option<string>("--color") { Description = "When to use colors: auto, always or never.", HelpName = "WHEN", DefaultValueFactory = static _ => "auto" };
        option.AcceptOnlyFromAmong("auto", "always", "never");
        return option;
    }

    public static Option<string> Format(params string[] formats)
    {
        var option = new Option<string>("--format", "-f") { Description = $"How to write: {string.Join(", ", formats)}.", HelpName = "FORMAT", DefaultValueFactory = _ => formats[0] };
        option.AcceptOnlyFromAmong(formats);
        return option;
    }

    /// <summary>Makes an option refuse numbers below 1.</summary>
    public static void RequirePositive(Option<int> option) => option.Validators.Add(result =>
    {
        // A value that is no number is an error of the parser's already, and asking for it throws.
        if (result.Tokens is [var token] && int.TryParse(token.Value, CultureInfo.InvariantCulture, out int count) && count < 1)
        {
            result.AddError($"{option.Name} must be at least 1");
        }
    });

    public static Option<int> Width()
    {
        var option = new Option<int>("--width") { Description = "The longest expression, or part of one, that stays on one line.", HelpName = "CHARACTERS", DefaultValueFactory = static _ => PromQL.Printing.PromQLFormatter.DefaultWidth };
        RequirePositive(option);
        return option;
    }

    /// <summary>The option that names an older Prometheus.</summary>
    public static Option<string?> TargetVersion(string verb) => new("--target-version") { Description = $"{verb} by the rules of an older Prometheus, such as 2.55.", HelpName = "VERSION" };

    /// <summary>The value of <see cref="TargetVersion"/>.</summary>
    public static Version? Version(string? text) => text is null ? null
        : System.Version.TryParse(text, out Version? version) ? version
        : throw new ToolUsageException($"--target-version {text}: write a version of Prometheus, such as 2.55");

    /// <summary>An option whose value is a duration as Prometheus writes it.</summary>
    public static Option<TimeSpan?> Duration(string name, string description, string? defaultValue = null, bool allowZero = false)
    {
        var option = new Option<TimeSpan?>(name)
        {
            Description = defaultValue is null ? description : $"{description} Default: {defaultValue}.",
            HelpName = "DURATION",
            CustomParser = result =>
            {
                string text = result.Tokens[^1].Value;
                if (!PromQL.PrometheusDuration.TryParse(text, out TimeSpan value, out string error))
                {
                    result.AddError($"{name}: {error}");
                    return null;
                }

                if (value < TimeSpan.Zero || (value == TimeSpan.Zero && !allowZero))
                {
                    result.AddError($"{name}: a duration above zero is expected");
                }

                return value;
            },
        };
        if (defaultValue is not null && PromQL.PrometheusDuration.TryParse(defaultValue, out TimeSpan fallback, out _))
        {
            option.DefaultValueFactory = _ => fallback;
        }

        return option;
    }

    public static bool UseColor(ToolConsole console, string? color) => color switch
    {
        "always" => true,
        "never" => false,
        _ => console.PrefersColor,
    };

    /// <summary>Which configuration holds, as <c>--config</c> and <c>--no-config</c> say.</summary>
    public static LintSessionOptions Configuration(ToolConsole console, ParseResult result, Option<string> config, Option<bool> noConfig, Option<string[]>? allowOutside = null) => new()
    {
        AllowedFolders = FullPaths(console, allowOutside is null ? [] : result.GetValue(allowOutside)),
        ConfigurationFile = result.GetValue(config) is { } file ? Path.GetFullPath(file, console.Folder) : null,
        IgnoreConfiguration = result.GetValue(noConfig),
        DisplayFolder = console.Folder,
    };

    /// <summary>How files are linted, as <c>--config</c>, <c>--no-config</c> and <c>--checks</c> say.</summary>
    public static LintSessionOptions Session(ToolConsole console, ParseResult result, Option<string> config, Option<bool> noConfig, Option<string[]> checks, Option<string[]>? allowOutside = null) =>
        Configuration(console, result, config, noConfig, allowOutside) with { CheckAssemblies = [.. (result.GetValue(checks) ?? []).Select(path => Path.GetFullPath(path, console.Folder))] };
}
