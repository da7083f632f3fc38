using System.Collections.Immutable;
using PromRuleLint.Text;
using PromRuleLint.Yaml;

namespace PromRuleLint.Rules;

/// <summary>A file of unit tests for rules, as <c>promtool test rules</c> reads it (<c>cmd/promtool/unittest.go</c>).</summary>
public sealed class TestFile
{
    /// <summary>The file.</summary>
    public required SourceText Source { get; init; }

    /// <summary>The fields at the top of the file.</summary>
    internal ImmutableArray<YamlEntry> Fields { get; init; } = [];

    /// <summary>Where to point when the whole file is meant: its first key.</summary>
    public SourceRange Head { get; init; }

    /// <summary>The entries of <c>rule_files</c>: paths or globs, relative to the file.</summary>
    public ImmutableArray<YamlScalar> RuleFiles { get; init; } = [];

    /// <summary>
    /// The files that each entry of <c>rule_files</c> matches, in the order of the entries; default if the host has not resolved them.
    /// </summary>
    public ImmutableArray<TestedRuleFiles> TestedRuleFiles { get; internal set; }

    /// <summary>Other names under which the host was given the same file in the same run.</summary>
    public ImmutableArray<string> OtherNames { get; internal set; } = [];

    /// <summary>How often rules are evaluated; null for promtool's default of one minute.</summary>
    public RuleDuration? EvaluationInterval { get; init; }

    /// <summary>Names of groups in the order of their evaluation.</summary>
    public ImmutableArray<YamlScalar> GroupEvalOrder { get; init; } = [];

    /// <summary>Whether values are compared with a tolerance.</summary>
    public bool FuzzyCompare { get; init; }

    /// <summary>The tests.</summary>
    public ImmutableArray<TestGroup> Tests { get; init; } = [];

    /// <summary>The places of <c>${NAME}</c> that have no value, in the order of the text.</summary>
    public ImmutableArray<TestVariable> UndefinedVariables { get; init; } = [];

    /// <summary>Faults of YAML and of the file's form, in the order of the text.</summary>
    public ImmutableArray<RuleFileError> Errors { get; init; } = [];

    /// <summary>The YAML comments.</summary>
    public ImmutableArray<YamlComment> Comments { get; init; } = [];
}
