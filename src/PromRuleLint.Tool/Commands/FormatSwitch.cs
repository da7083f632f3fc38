using System.CommandLine;

namespace PromRuleLint.Tool.Commands;

/// <summary>
/// An option that asks for a report and may name its format: <c>--coverage</c>, <c>--coverage lcov</c>. A path behind it belongs to the
/// command's arguments, so that <c>--coverage rules</c> does what it seems to do.
/// </summary>
internal sealed class FormatSwitch
{
    private readonly string[] _formats;

    /// <summary>An option with its formats, the first of which is that of an option without one.</summary>
    public FormatSwitch(string name, string description, params string[] formats)
    {
        _formats = formats;
        Option = new Option<string?>(name) { Description = $"{description}: {string.Join(", ", formats)}.", HelpName = "FORMAT", Arity = ArgumentArity.ZeroOrOne };
        Option.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && !_formats.Contains(token.Value) && !IsPath(token.Value))
            {
                result.AddError($"{name} {token.Value}: write one of the formats {string.Join(", ", formats)}, or none");
            }
        });
    }

    /// <summary>The option.</summary>
    public Option<string?> Option { get; }

    /// <summary>The format; null where the option is not given.</summary>
    public string? Format(ParseResult result) => result.GetResult(Option) is not { Implicit: false } given ? null : given.Tokens is [var token] && _formats.Contains(token.Value) ? token.Value : _formats[0];

    /// <summary>The path behind the option; null where there is none.</summary>
    public string? Path(ParseResult result) => result.GetResult(Option)?.Tokens is [var token] && !_formats.Contains(token.Value) ? token.Value : null;

    private static bool IsPath(string text) => text.AsSpan().IndexOfAny("./\\*?") >= 0 || System.IO.Path.Exists(text);
}
