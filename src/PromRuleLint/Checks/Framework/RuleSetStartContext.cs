using PromRuleLint.Configuration;
using PromRuleLint.Facts;
using PromRuleLint.Rules;
using PromRuleLint.RuleSets;

namespace PromRuleLint.Checks;

/// <summary>
/// The files that are loaded together, before any action looks at them. What is registered here runs over these files only,
/// and may use what the start action has computed of them. Actions over files run on several threads at once.
/// </summary>
public sealed class RuleSetStartContext : RegistrationContext
{
    private readonly RuleSetRun _run;

    internal RuleSetStartContext(ActionTable actions, Check check, RuleSetRun run)
        : base(actions, check) => _run = run;

    /// <summary>All files together.</summary>
    public RuleSet RuleSet => _run.RuleSet;

    /// <summary>Whether it is known, and not only assumed, that the files are loaded together.</summary>
    public bool IsKnown => _run.IsKnown;

    /// <summary>What is known of the results of all rules' expressions.</summary>
    public RuleSetFacts Facts => _run.Facts;

    /// <summary>Asks to end early; a check that works long looks at it.</summary>
    public CancellationToken CancellationToken => _run.Cancellation;

    /// <summary>The configuration of a file.</summary>
    public LintConfiguration ConfigurationOf(RuleFile file) => _run.ScopeOf(file).Configuration;

    /// <summary>
    /// What several checks need to know of the same files: made when the first one asks, and the same for all checks
    /// that ask of these files.
    /// </summary>
    /// <typeparam name="T">What it is; there is one of a type.</typeparam>
    /// <param name="create">Makes it.</param>
    public T GetOrCreateState<T>(Func<T> create)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(create);
        return _run.GetOrCreateState(create);
    }
}
