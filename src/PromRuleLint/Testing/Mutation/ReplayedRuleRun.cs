using PromRuleLint.Evaluation;
using PromRuleLint.Rules;

namespace PromRuleLint.Testing.Mutation;

/// <summary>A rule that gives what it gave in an earlier run of the same test, without evaluating anything.</summary>
internal sealed class ReplayedRuleRun(Rule rule, RuleRunContext context, IReadOnlyList<IReadOnlyList<VectorElement>> trace) : RuleRun(rule, context)
{
    private int _next;

    protected override IReadOnlyList<VectorElement> Evaluate(long time, long offset) => trace[_next++];
}
