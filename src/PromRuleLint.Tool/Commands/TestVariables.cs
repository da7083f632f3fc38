using System.Collections.Immutable;
using System.CommandLine;

namespace PromRuleLint.Tool.Commands;

/// <summary>
/// The values of variables, <c>${NAME}</c>, of unit-test files: the option of the commands that run such files. A test may be a
/// stranger's and shows its values where it fails, so of the environment it gets what a person names and nothing else.
/// </summary>
internal sealed class TestVariables
{
    private readonly Option<string[]> _variables = new("--variable")
    {
        Description = "The value of ${NAME} in test files, before what the configuration says; without =VALUE the environment variable of that name. Can be repeated.",
        HelpName = "NAME[=VALUE]",
        Arity = ArgumentArity.OneOrMore,
    };

    /// <summary>Gives a command the option.</summary>
    public void AddTo(Command command) => command.Options.Add(_variables);

    /// <summary>The values that were given.</summary>
    /// <exception cref="ToolUsageException">A setting has no name, or the environment has no such variable.</exception>
    public ImmutableDictionary<string, string> Values(ToolConsole console, ParseResult result)
    {
        var variables = ImmutableDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (string setting in result.GetValue(_variables) ?? [])
        {
            int equals = setting.IndexOf('=', StringComparison.Ordinal);
            if (equals == 0 || setting.Length == 0)
            {
                throw new ToolUsageException($"--variable {setting}: write NAME or NAME=VALUE");
            }

            string name = equals < 0 ? setting : setting[..equals];
            variables[name] = equals >= 0 ? setting[(equals + 1)..]
                : console.Variable(name) ?? throw new ToolUsageException($"--variable {name}: the environment has no variable of that name; write {name}=VALUE");
        }

        return variables.ToImmutable();
    }
}
