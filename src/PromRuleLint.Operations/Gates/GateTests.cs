using System.Collections.Immutable;
using PromRuleLint.Evaluation;
using PromRuleLint.Gates;
using PromRuleLint.PromQL;
using PromRuleLint.Text;
using PromRuleLint.Yaml;

namespace PromRuleLint.Operations.Gates;

/// <summary>A file with unit tests of gates.</summary>
/// <param name="Tests">The tests.</param>
/// <param name="RuleFiles">Paths and globs, from the folder of the file, of the rules that are evaluated over the series first; empty where the series are all there is.</param>
/// <param name="EvaluationInterval">How often groups are evaluated that set no interval of their own.</param>
internal sealed record GateTests(ImmutableArray<GateTest> Tests, ImmutableArray<string> RuleFiles, TimeSpan EvaluationInterval);
