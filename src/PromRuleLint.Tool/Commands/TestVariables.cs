using System.Buffers;
using System.Collections.Immutable;
using System.CommandLine;

namespace PromRuleLint.Tool.Commands;

/// <summary>
/// The values of variables, <c>${NAME}</c>, of unit-test files: the option of the commands that run such files, and the
/// environment. A test may be a stranger's and shows its values where it fails, so it gets no environment variable whose name
/// says that it may be secret, unless a person names it.
/// </summary>
internal sealed class TestVariables
{
    // Parts of names that secrets have; URLs and the like may hold a password.
    private static readonly SearchValues<string> Secret = SearchValues.Create(
        ["TOKEN", "SECRET", "PASS", "PWD", "KEY", "CREDENTIAL", "CRED", "AUTH", "COOKIE", "SESSION", "PRIVATE", "CERT", "SIGNATURE", "JWT", "URL", "URI", "DSN", "CONNECTION", "WEBHOOK", "PROXY", "SALT", "SEED", "LICENSE"],
        StringComparison.OrdinalIgnoreCase);

    private readonly Option<string[]> _variables = new("--variable")
    {
        Description = "The value of ${NAME} in test files, before that of the environment and the configuration. Without =VALUE it is the environment variable of that name, which a name that sounds secret needs. Can be repeated.",
        HelpName = "NAME[=VALUE]",
        Arity = ArgumentArity.OneOrMore,
    };

    /// <summary>Gives a command the option.</summary>
    public void AddTo(Command command) => command.Options.Add(_variables);

    /// <summary>The values of the environment and those that were given, which win.</summary>
    /// <exception cref="ToolUsageException">A setting has no name, or the environment has no such variable.</exception>
    public ImmutableDictionary<string, string> Values(ToolConsole console, ParseResult result)
    {
        var variables = ImmutableDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (string name in console.VariableNames())
        {
            if (!SoundsSecret(name) && console.Variable(name) is { } value)
            {
                variables[name] = value;
            }
        }

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

    private static bool SoundsSecret(string name) => name.AsSpan().ContainsAny(Secret) || name.EndsWith("PAT", StringComparison.OrdinalIgnoreCase);
}
