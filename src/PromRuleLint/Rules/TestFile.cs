using System.Collections.Immutable;
using PromRuleLint.Rules.TestExtensions;
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
    /// What each entry of <c>rule_files</c> stands for, in their order; default where the host has not looked.
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

/// <summary>What an entry of <c>rule_files</c> stands for.</summary>
/// <param name="Entry">The entry.</param>
/// <param name="Files">The files that it matches, read; none where it matches none.</param>
public sealed record TestedRuleFiles(YamlScalar Entry, ImmutableArray<RuleFile> Files);

/// <summary>One test: series and what rules and expressions must give over them.</summary>
public sealed class TestGroup
{
    /// <summary>The whole test in the file.</summary>
    public required SourceRange Range { get; init; }

    /// <summary>The test's mapping.</summary>
    public required YamlMapping Node { get; init; }

    /// <summary>The name; null for none.</summary>
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

    /// <summary>Whether the test is a row of a table of parameters: other tests stand at the same place.</summary>
    internal bool IsParameterized { get; init; }

    /// <summary>When the test begins: an RFC 3339 time or Unix seconds; null for the epoch.</summary>
    public YamlScalar? StartTimestamp { get; init; }
}

/// <summary>An input series: its labels and its values in PromQL's series notation.</summary>
/// <param name="Range">The whole entry in the file.</param>
/// <param name="Series">Name and labels; null where they are missing.</param>
/// <param name="Values">The values; null where they are missing.</param>
public sealed record TestSeries(SourceRange Range, YamlScalar? Series, YamlScalar? Values)
{
    /// <summary>What the values are generated from; null where they are written.</summary>
    internal YamlScalar? Description { get; init; }
}

/// <summary>What must hold of one alert at one time.</summary>
/// <param name="Range">The whole entry in the file.</param>
/// <param name="EvalTime">When; null for the start.</param>
/// <param name="AlertName">The alert; null where it is missing.</param>
/// <param name="ExpectedAlerts">The alerts that must fire; none for no alert.</param>
public sealed record AlertTest(SourceRange Range, RuleDuration? EvalTime, YamlScalar? AlertName, ImmutableArray<ExpectedAlert> ExpectedAlerts)
{
    /// <summary>Whether an alert must fire; otherwise none may, or what is expected is not a firing one.</summary>
    public bool ExpectsFiring => Matching is { State: ExpectedState.Firing } && ExpectedAlerts.Any(static alert => !alert.Matching.IsAbsent);

    /// <summary>Whether any alert must come, whatever its state.</summary>
    internal bool ExpectsSomething => ExpectedAlerts.Any(static alert => !alert.Matching.IsAbsent);

    /// <summary>How what came is compared.</summary>
    internal ExpectationMatching Matching { get; init; } = ExpectationMatching.Promtool;
}

/// <summary>An alert that must fire.</summary>
/// <param name="Labels">Its labels without <c>alertname</c>.</param>
/// <param name="Annotations">Its annotations.</param>
public sealed record ExpectedAlert(ImmutableArray<LabelEntry> Labels, ImmutableArray<LabelEntry> Annotations)
{
    /// <summary>How what came is compared.</summary>
    internal ExpectationMatching Matching { get; init; } = ExpectationMatching.Promtool;

    /// <summary>The whole entry in the file.</summary>
    public SourceRange Range { get; init; }
}

/// <summary>What an expression must give at one time.</summary>
/// <param name="Range">The whole entry in the file.</param>
/// <param name="Expression">The expression; null where it is missing.</param>
/// <param name="EvalTime">When; null for the start.</param>
/// <param name="ExpectedSamples">What it must give.</param>
public sealed record ExpressionTest(SourceRange Range, RuleExpression? Expression, RuleDuration? EvalTime, ImmutableArray<ExpectedSample> ExpectedSamples)
{
    /// <summary>Whether any sample must come.</summary>
    internal bool ExpectsSomething => ExpectedSamples.Any(static sample => !sample.Matching.IsAbsent);

    /// <summary>How what came is compared.</summary>
    internal ExpectationMatching Matching { get; init; } = ExpectationMatching.Promtool;
}

/// <summary>A sample that an expression must give.</summary>
/// <param name="Labels">Name and labels in PromQL's notation; null for none.</param>
/// <param name="Value">The number; null for none.</param>
/// <param name="Histogram">The native histogram; null for none.</param>
public sealed record ExpectedSample(YamlScalar? Labels, YamlScalar? Value, YamlScalar? Histogram)
{
    /// <summary>How what came is compared.</summary>
    internal ExpectationMatching Matching { get; init; } = ExpectationMatching.Promtool;

    /// <summary>The whole entry in the file.</summary>
    public SourceRange Range { get; init; }
}

/// <summary>A place of <c>${NAME}</c>.</summary>
/// <param name="Name">The name.</param>
/// <param name="Range">Where in the file, from the <c>$</c> to the brace.</param>
public sealed record TestVariable(string Name, SourceRange Range);
