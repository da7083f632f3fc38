using System.Collections.Immutable;
using PromRuleLint.Evaluation;

namespace PromRuleLint.Testing;

/// <summary>The states of an alert during a test.</summary>
/// <param name="Labels">The labels of the alert.</param>
/// <param name="Interval">The time between two evaluations.</param>
/// <param name="States">The state after each evaluation, from the start on.</param>
public sealed record AlertTimeline(Labels Labels, TimeSpan Interval, ImmutableArray<AlertState> States);
