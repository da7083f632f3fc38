using PromRuleLint.PromQL.Syntax;

namespace PromRuleLint.Checks;

/// <summary>
/// Where a check registers what it wants to see. The registrations are the dispatch table of the one walk over each
/// expression. Registering ends with the call that handed the context out.
/// </summary>
public abstract class RegistrationContext
{
    private readonly Check _check;
    private bool _isClosed;

    private protected RegistrationContext(ActionTable actions, Check check)
    {
        Actions = actions;
        _check = check;
    }

    private protected ActionTable Actions { get; }

    /// <summary>Registers an action for each node of the given kinds in each rule's expression.</summary>
    /// <exception cref="ArgumentException">No kind is given, or one that does not exist.</exception>
    /// <exception cref="InvalidOperationException">Registering has ended.</exception>
    public void RegisterExpressionAction(Action<ExpressionContext> action, params ReadOnlySpan<ExprKind> kinds)
    {
        if (kinds.IsEmpty)
        {
            throw new ArgumentException("An action for nodes is registered for at least one kind of node.", nameof(kinds));
        }

        foreach (ExprKind kind in kinds)
        {
            if (kind is < 0 or > ExprKind.Missing)
            {
                throw new ArgumentException($"There is no kind of node {(int)kind}.", nameof(kinds));
            }
        }

        foreach (ExprKind kind in kinds)
        {
            Add(Actions.ExpressionActions(kind), action);
        }
    }

    /// <summary>Registers an action for the root of each rule's expression.</summary>
    /// <exception cref="InvalidOperationException">Registering has ended.</exception>
    internal void RegisterRootAction(Action<ExpressionContext> action) => Add(Actions.RootActions, action);

    /// <summary>Registers an action for each rule.</summary>
    /// <exception cref="InvalidOperationException">Registering has ended.</exception>
    public void RegisterRuleAction(Action<RuleContext> action) => Add(Actions.RuleActions, action);

    /// <summary>Registers an action for each group.</summary>
    /// <exception cref="InvalidOperationException">Registering has ended.</exception>
    public void RegisterGroupAction(Action<GroupContext> action) => Add(Actions.GroupActions, action);

    /// <summary>Registers an action for each rule file.</summary>
    /// <exception cref="InvalidOperationException">Registering has ended.</exception>
    public void RegisterFileAction(Action<FileContext> action) => Add(Actions.FileActions, action);

    /// <summary>Registers an action for each template: the label values and annotations of alerting rules; a label of a group once for all its alerts.</summary>
    /// <exception cref="InvalidOperationException">Registering has ended.</exception>
    public void RegisterTemplateAction(Action<TemplateContext> action) => Add(Actions.TemplateActions, action);

    /// <summary>Registers an action for each unit-test file.</summary>
    /// <exception cref="InvalidOperationException">Registering has ended.</exception>
    public void RegisterTestFileAction(Action<TestFileContext> action) => Add(Actions.TestFileActions, action);

    /// <summary>Registers an action for each set of files that are loaded together.</summary>
    /// <exception cref="InvalidOperationException">Registering has ended.</exception>
    public void RegisterRuleSetAction(Action<RuleSetContext> action) => Add(Actions.RuleSetActions, action);

    /// <summary>Ends registering.</summary>
    internal void Close() => _isClosed = true;

    private protected void Add<TContext>(List<Registration<TContext>> list, Action<TContext> action)
    {
        ArgumentNullException.ThrowIfNull(action);
        if (_isClosed)
        {
            throw new InvalidOperationException($"{_check.GetType().FullName} registers an action after {nameof(Check.Initialize)} or a start action has returned; register all actions there.");
        }

        list.Add(new Registration<TContext>(_check, action));
    }
}
