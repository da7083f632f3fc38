using System.Collections.Immutable;
using PromRuleLint.Rules.TestExtensions;
using PromRuleLint.Yaml;

namespace PromRuleLint.Rules;

/// <summary>What the fields at the top of a unit-test file say.</summary>
internal struct TestFileParts()
{
    /// <summary>How the expectations of the file are compared.</summary>
    public ExpectationMatching Matching { get; set; } = ExpectationMatching.Promtool;

    public ImmutableArray<YamlScalar> RuleFiles { get; set; } = [];

    public RuleDuration? EvaluationInterval { get; set; }

    public ImmutableArray<YamlScalar> GroupEvalOrder { get; set; } = [];

    public bool FuzzyCompare { get; set; }

    public ImmutableArray<TestGroup> Tests { get; set; } = [];
}
