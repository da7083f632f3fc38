namespace PromRuleLint.Checks;

/// <summary>Where a check registers its actions, in <see cref="Check.Initialize"/>.</summary>
public sealed class AnalysisContext : RegistrationContext
{
    internal AnalysisContext(ActionTable actions, Check check)
        : base(actions, check)
    {
    }

    /// <summary>
    /// Registers an action for each set of files that are loaded together, before any other action looks at them: for what is
    /// computed once of a rule set and used by actions that it registers itself.
    /// </summary>
    /// <exception cref="InvalidOperationException">Registering has ended.</exception>
    public void RegisterRuleSetStartAction(Action<RuleSetStartContext> action) => Add(Actions.RuleSetStartActions, action);

    /// <summary>
    /// Registers an action that runs once over all files of which nobody says that they are not loaded together: for what
    /// must not be there anywhere, or must be there somewhere.
    /// </summary>
    /// <exception cref="InvalidOperationException">Registering has ended.</exception>
    public void RegisterRunAction(Action<RuleSetContext> action) => Add(Actions.RunActions, action);
}
