using System.Collections.Immutable;
using PromRuleLint.PromQL;

namespace PromRuleLint.Rules;

/// <summary>How unit-test files are read.</summary>
public sealed record TestFileReaderOptions
{
    /// <summary>No variables, the whole of PromQL.</summary>
    public static TestFileReaderOptions Default { get; } = new();

    /// <summary>The values of variables, written <c>${NAME}</c> in the file.</summary>
    public ImmutableDictionary<string, string> Variables { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>Under which Prometheus expressions are read.</summary>
    public PromQLOptions PromQL { get; init; } = PromQLOptions.Default;
}
