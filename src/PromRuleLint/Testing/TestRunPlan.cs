using System.Collections.Immutable;
using PromRuleLint.Evaluation;
using PromRuleLint.Rules;

namespace PromRuleLint.Testing;

/// <summary>How a run of a test differs from a usual one: its rules, its expectations and how much is reported.</summary>
internal sealed record TestRunPlan
{
    /// <summary>As promtool runs a test.</summary>
    public static TestRunPlan Usual { get; } = new();

    /// <summary>Makes a rule ready to run.</summary>
    public Func<Rule, RuleRunContext, RuleRun> MakeRun { get; init; } = RuleRun.Create;

    /// <summary>The input series, where they have been read already.</summary>
    public IReadOnlyList<(Labels Labels, IEnumerable<Sample> Samples)>? Input { get; init; }

    /// <summary>The expectations of alerts to look at; null for all. The test lasts as long as with all of them.</summary>
    public ImmutableArray<AlertTest>? AlertTests { get; init; }

    /// <summary>The expectations of expressions to look at; null for all.</summary>
    public ImmutableArray<ExpressionTest>? ExpressionTests { get; init; }

    /// <summary>Whether only the verdict counts: the run ends with the first failure, and nothing is gathered to explain it.</summary>
    public bool IsVerdictOnly { get; init; }
}
