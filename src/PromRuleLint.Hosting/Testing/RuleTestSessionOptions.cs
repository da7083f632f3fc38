using System.Collections.Immutable;
using PromRuleLint.Testing;

namespace PromRuleLint.Hosting.Testing;

/// <summary>How a host runs unit tests.</summary>
public sealed record RuleTestSessionOptions
{
    /// <summary>Which configuration holds.</summary>
    public LintSessionOptions Configuration { get; init; } = new();

    /// <summary>
    /// The values of variables, written <c>${NAME}</c>; they win over those of the configuration. A test shows them where it fails, so
    /// those of a stranger must not be given what is secret, such as the whole environment.
    /// </summary>
    public ImmutableDictionary<string, string> Variables { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>How the tests are run.</summary>
    public RuleTestOptions Tests { get; init; } = RuleTestOptions.Default;

    /// <summary>How many files are run at once.</summary>
    public int Parallelism { get; init; } = 1;

    /// <summary>Whether the run ends with the first file that fails.</summary>
    public bool FailFast { get; init; }
}
