using System.Collections.Immutable;
using PromRuleLint.Evaluation;
using PromRuleLint.Gates;
using PromRuleLint.PromQL;
using PromRuleLint.Text;
using PromRuleLint.Yaml;

namespace PromRuleLint.Operations.Gates;

/// <summary>A unit test of gates: series, a time, and what each gate must say then.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Series">The series.</param>
/// <param name="Now">The time of the gates, in milliseconds from the first sample.</param>
/// <param name="Expected">The verdict of each gate.</param>
internal sealed record GateTest(string Name, SeriesSet Series, long Now, ImmutableArray<(string Gate, GateVerdict Verdict)> Expected);
