using PromRuleLint.Facts;
using PromRuleLint.Rules;
using PromRuleLint.RuleSets;

namespace PromRuleLint.Checks;

/// <summary>One run of actions over files that are looked at together.</summary>
internal sealed class RuleSetRun(RuleSet ruleSet, bool isKnown, RuleSetFacts facts, Func<RuleFile, FileScope> scopeOf, CancellationToken cancellation = default)
{
    private Dictionary<Type, object> _states = [];

    /// <summary>The files.</summary>
    public RuleSet RuleSet { get; } = ruleSet;

    /// <summary>Whether it is known, and not only assumed, that they are loaded together.</summary>
    public bool IsKnown { get; } = isKnown;

    /// <summary>What is known of the results of all rules' expressions.</summary>
    public RuleSetFacts Facts { get; } = facts;

    /// <summary>What all actions over one of the files share.</summary>
    public Func<RuleFile, FileScope> ScopeOf { get; } = scopeOf;

    /// <summary>Ends the run early.</summary>
    public CancellationToken Cancellation { get; } = cancellation;

    /// <summary>The same files, with what is known of them already, where it is not known whether they are loaded together.</summary>
    public RuleSetRun Assumed() => new(RuleSet, isKnown: false, Facts, ScopeOf, Cancellation) { _states = _states };

    /// <summary>The same files, with what is known of them already, where what is found goes elsewhere.</summary>
    public RuleSetRun Reporting(Func<RuleFile, FileScope> scopeOf) => new(RuleSet, IsKnown, Facts, scopeOf, Cancellation) { _states = _states };

    /// <summary>What several checks need to know of the same files: made when the first one asks. Used by one thread at a time.</summary>
    public T GetOrCreateState<T>(Func<T> create)
        where T : class
    {
        if (!_states.TryGetValue(typeof(T), out object? state))
        {
            _states.Add(typeof(T), state = create());
        }

        return (T)state;
    }
}
