using System.Collections.Immutable;
using PromRuleLint.Rules.TestExtensions;
using PromRuleLint.Yaml;

namespace PromRuleLint.Rules;

/// <summary>What the fields of a test say.</summary>
/// <param name="matching">How the expectations of the test are compared.</param>
internal struct TestGroupParts(ExpectationMatching matching)
{
    /// <summary>How the expectations of the test are compared.</summary>
    public ExpectationMatching Matching { get; } = matching;

    public YamlScalar? Name { get; set; }

    public RuleDuration? Interval { get; set; }

    public ImmutableArray<TestSeries> InputSeries { get; set; } = [];

    public ImmutableArray<AlertTest> AlertTests { get; set; } = [];

    public ImmutableArray<ExpressionTest> ExpressionTests { get; set; } = [];

    public ImmutableArray<LabelEntry> ExternalLabels { get; set; } = [];

    public YamlScalar? ExternalUrl { get; set; }

    public YamlScalar? StartTimestamp { get; set; }
}
