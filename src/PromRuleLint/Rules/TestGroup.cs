using System.Collections.Immutable;
using PromRuleLint.Text;
using PromRuleLint.Yaml;

namespace PromRuleLint.Rules;

/// <summary>One test: series and what rules and expressions must give over them.</summary>
public sealed class TestGroup
{
    /// <summary>The whole test in the file.</summary>
    public required SourceRange Range { get; init; }

    /// <summary>The test's mapping.</summary>
    public required YamlMapping Node { get; init; }

    /// <summary>The name; null if there is none.</summary>
    public YamlScalar? Name { get; init; }

    /// <summary>The time between two values of the series; null for the evaluation interval of the file.</summary>
    public RuleDuration? Interval { get; init; }

    /// <summary>The series.</summary>
    public ImmutableArray<TestSeries> InputSeries { get; init; } = [];

    /// <summary>Which alerts must fire when.</summary>
    public ImmutableArray<AlertTest> AlertTests { get; init; } = [];

    /// <summary>What expressions must give when.</summary>
    public ImmutableArray<ExpressionTest> ExpressionTests { get; init; } = [];

    /// <summary>The server's external labels during the test.</summary>
    public ImmutableArray<LabelEntry> ExternalLabels { get; init; } = [];

    /// <summary>The server's URL during the test.</summary>
    public YamlScalar? ExternalUrl { get; init; }

    /// <summary>Whether the test is a row of a table of parameters, so that other tests have the same range.</summary>
    internal bool IsParameterized { get; init; }

    /// <summary>When the test begins: an RFC 3339 time or Unix seconds; null for the epoch.</summary>
    public YamlScalar? StartTimestamp { get; init; }
}
